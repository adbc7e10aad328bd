import { formatProblems, ProblemError, receiptPath } from '@org/ci-core';
import { defineExecutor } from '../frame/define';
import { writeReceipt } from '../frame/receipt';
import type { Task } from '../frame/task';
import { expectedImage, isThere, usableImage } from '../image/use';
import { SizeOptions } from './options';
import { budgetOf, measure } from './size';
import { formatBytes, formatSize, overBudget } from './table';

/** Measuring only reads: where the registry has the image, a dry run gives the verdict too. */
async function explain(task: Task<SizeOptions>): Promise<void> {
  const image = await expectedImage(task);
  const { repository, digest } = image;
  task.say(
    `# layers of ${repository}@${digest} are read and held to ${formatBytes(budgetOf(task))} over the base`,
  );
  if (!(await isThere(task, image))) return;
  const receipt = await measure(task, image);
  formatSize(receipt).forEach(task.say);
  if (receipt.pass) task.say('✔ within the budget');
  else task.say(formatProblems([overBudget(receipt)]));
}

export const { implementation, batchImplementation, schema } = defineExecutor({
  name: 'size',
  receipt: 'size',
  options: SizeOptions,
  async run(task) {
    if (task.dryRun) {
      await explain(task);
      return;
    }
    const receipt = await measure(task, await usableImage(task));
    formatSize(receipt).forEach(task.say);
    if (!receipt.pass) throw new ProblemError(overBudget(receipt));
    await writeReceipt(task.root, receiptPath(task.service.name, 'size'), receipt);
  },
});
