import { computeVersionTags, namedTag, unwrap } from '@org/ci-core';
import { defineExecutor } from '../frame/define';
import { ensureImage } from '../image/ensure';
import { tagPolicy } from '../publish/policy';
import { publish } from '../publish/publish';
import { sourceFacts } from '../publish/source';
import { ReleasePublishOptions } from './options';
import { releaseVersion } from './version';

export const { implementation, batchImplementation, schema } = defineExecutor({
  name: 'release-publish',
  options: ReleasePublishOptions,
  run: async (task) => {
    const { root, directory, project, options, workspace, say } = task;
    const version = unwrap(await releaseVersion(root, directory, project, options));
    if (version === null) {
      say(`${project}: nx release decided on no version`);
      return;
    }
    const policy = tagPolicy(workspace);
    const tags = computeVersionTags(await sourceFacts(task), policy, version);
    const named = options.tag === undefined ? [] : [unwrap(namedTag(options.tag, policy.reserved))];
    const copies = options.registry === undefined ? workspace.registries : [options.registry];
    await publish(task, {
      tags: [...tags, ...named],
      registries: [workspace.registry, ...copies],
      ensure: (image) => ensureImage(task, image),
    });
  },
});
