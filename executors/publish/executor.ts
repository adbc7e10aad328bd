import { defineExecutor } from '../frame/define';
import { ensureImage } from '../image/ensure';
import { PublishOptions } from './options';
import { planNames } from './publication';
import { publish } from './publish';
import { sourceFacts } from './source';

/** Looking services up is waiting for answers; building and copying is work, and takes turns. */
const lookups = 16;

export const { implementation, batchImplementation, schema } = defineExecutor({
  name: 'publish',
  width: lookups,
  options: PublishOptions,
  run: async (task) =>
    publish(task, {
      ...planNames(task.options, task.workspace, await sourceFacts(task)),
      ensure: (image) => ensureImage(task, image),
    }),
});
