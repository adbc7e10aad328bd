import { receiptPath } from '@org/ci-core';
import { formatCommand, scanners } from '@org/ci-toolchain';
import { defineExecutor } from '../frame/define';
import { writeReceipt } from '../frame/receipt';
import type { Task } from '../frame/task';
import { expectedImage, usableImage } from '../image/use';
import { ScanOptions } from './options';
import { scan } from './scan';
import { targetsOf } from './targets';

async function explain(task: Task<unknown>): Promise<void> {
  const [scanner] = scanners;
  for (const target of targetsOf(await expectedImage(task)))
    task.say(formatCommand(scanner.scanImage(target, 'image.json')));
  task.say(formatCommand(scanner.makeSbom('.', 'sbom.cdx.json')));
  task.say(formatCommand(scanner.scanSbom('sbom.cdx.json', 'lock.json')));
}

export const { implementation, batchImplementation, schema } = defineExecutor({
  name: 'scan',
  receipt: 'scan',
  options: ScanOptions,
  async run(task) {
    if (task.dryRun) {
      await explain(task);
      return;
    }
    const receipt = await scan(task, await usableImage(task));
    await writeReceipt(task.root, receiptPath(task.service.name, 'scan'), receipt);
  },
});
