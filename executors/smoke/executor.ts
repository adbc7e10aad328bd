import { ImageReceipt, receiptPath, unwrap } from '@org/ci-core';
import { defineExecutor } from '../frame/define';
import { readReceipt, writeReceipt } from '../frame/receipt';
import { SmokeOptions } from './options';
import { readPins } from './pins';
import { explainSmoke, runSmoke } from './run';

const executor = defineExecutor({
  name: 'smoke',
  receipt: 'smoke',
  options: SmokeOptions,
  async run(task) {
    const { root, service } = task;
    const image = unwrap(await readReceipt(root, receiptPath(service.name, 'image'), ImageReceipt, 'image'));
    const pins = await readPins(root);
    if (task.dryRun) {
      explainSmoke(task, image, pins);
      return;
    }
    const receipt = await runSmoke(task, image, pins);
    await writeReceipt(root, receiptPath(service.name, 'smoke'), receipt);
  },
});

export const { implementation, batchImplementation } = executor;
