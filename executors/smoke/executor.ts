import { receiptPath } from '@org/ci-core';
import { defineExecutor } from '../frame/define';
import { writeReceipt } from '../frame/receipt';
import { expectedImage, usableImage } from '../image/use';
import { SmokeOptions } from './options';
import { readPins } from './pins';
import { explainSmoke, runSmoke } from './run';

export const { implementation, batchImplementation, schema } = defineExecutor({
  name: 'smoke',
  receipt: 'smoke',
  options: SmokeOptions,
  async run(task) {
    const { root, service } = task;
    const pins = await readPins(root);
    if (task.dryRun) {
      explainSmoke(task, await expectedImage(task), pins);
      return;
    }
    const receipt = await runSmoke(task, await usableImage(task), pins);
    await writeReceipt(root, receiptPath(service.name, 'smoke'), receipt);
  },
});
