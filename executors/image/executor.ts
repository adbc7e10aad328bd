import { receiptPath } from '@org/ci-core';
import { defineExecutor } from '../frame/define';
import { writeReceipt } from '../frame/receipt';
import { explainImage } from './explain';
import { buildImage } from './image';
import { ImageOptions } from './options';

export const { implementation, batchImplementation, schema } = defineExecutor({
  name: 'image',
  receipt: 'image',
  options: ImageOptions,
  async run(task) {
    if (task.dryRun) {
      await explainImage(task, task.options);
      return;
    }
    const receipt = await buildImage(task, task.options);
    await writeReceipt(task.root, receiptPath(task.service.name, 'image'), receipt);
  },
});
