import { computeTags, namedTag, type Tag } from '@org/ci-core';
import { defineExecutor } from '../frame/define';
import { ensureImage } from '../image/ensure';
import { PublishOptions } from './options';
import { tagPolicy } from './policy';
import { publish } from './publish';
import { sourceFacts } from './source';

const withNamed = (tags: readonly Tag[], name: string | undefined): Tag[] =>
  name === undefined || tags.some((tag) => tag.name === name) ? [...tags] : [...tags, namedTag(name)];

export const { implementation, batchImplementation, schema } = defineExecutor({
  name: 'publish',
  options: PublishOptions,
  run: async (task) => {
    const { options, workspace } = task;
    const tags = computeTags(await sourceFacts(task), tagPolicy(workspace), options.version);
    const registries = [workspace.registry, ...(options.registries ?? workspace.registries)];
    await publish(task, {
      tags: withNamed(tags, options.tag),
      registries,
      ensure: (image) => ensureImage(task, image),
    });
  },
});
