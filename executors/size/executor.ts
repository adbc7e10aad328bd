import { ProblemError, receiptPath } from '@org/ci-core';
import { defineExecutor } from '../frame/define';
import { writeReceipt } from '../frame/receipt';
import { readImageReceipt, usableImage } from '../image/use';
import { SizeOptions } from './options';
import { budgetOf, measure } from './size';
import { formatBytes, formatSize, overBudget } from './table';

export const { implementation, batchImplementation, schema } = defineExecutor({
  name: 'size',
  receipt: 'size',
  options: SizeOptions,
  async run(task) {
    if (task.dryRun) {
      const { repository, digest } = await readImageReceipt(task);
      task.say(
        `# layers of ${repository}@${digest} are read and held to ${formatBytes(budgetOf(task))} over the base`,
      );
      return;
    }
    const receipt = await measure(task, await usableImage(task));
    formatSize(receipt).forEach(task.say);
    if (!receipt.pass) throw new ProblemError(overBudget(receipt));
    await writeReceipt(task.root, receiptPath(task.service.name, 'size'), receipt);
  },
});
