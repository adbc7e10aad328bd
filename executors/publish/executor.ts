import { computeTags, namedTag, unwrap, type Tag } from '@org/ci-core';
import { defineExecutor } from '../frame/define';
import { ensureImage } from '../image/ensure';
import { PublishOptions } from './options';
import { tagPolicy } from './policy';
import { publish } from './publish';
import { sourceFacts } from './source';

function withNamed(tags: readonly Tag[], name: string | undefined, reserved: readonly string[]): Tag[] {
  if (name === undefined || tags.some((tag) => tag.name === name)) return [...tags];
  return [...tags, unwrap(namedTag(name, reserved))];
}

/** Looking services up is waiting for answers; building and copying is work, and takes turns. */
const lookups = 16;

export const { implementation, batchImplementation, schema } = defineExecutor({
  name: 'publish',
  width: lookups,
  options: PublishOptions,
  run: async (task) => {
    const { options, workspace } = task;
    const policy = tagPolicy(workspace);
    const tags = computeTags(await sourceFacts(task), policy, options.releaseVersion);
    const registries = [workspace.registry, ...(options.registries ?? workspace.registries)];
    await publish(task, {
      tags: withNamed(tags, options.tag, policy.reserved),
      registries,
      ensure: (image) => ensureImage(task, image),
    });
  },
});
