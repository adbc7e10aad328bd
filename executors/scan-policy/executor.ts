import { ProblemError, policyPath } from '@org/ci-core';
import { formatCommand, scannerOf, scanners, type Scanner } from '@org/ci-toolchain';
import { defineWorkspaceExecutor } from '../frame/define';
import { removeReceipt, writeReceipt } from '../frame/receipt';
import { downloadOf, freshDatabase } from './database';
import { ScanPolicyOptions } from './options';
import { synthPolicy } from './policy';

function scannerNamed(id: string): Scanner {
  const scanner = scannerOf(id);
  if (scanner) return scanner;
  const known = scanners.map((one) => one.id).join(', ');
  throw new ProblemError({
    code: 'scanner-unknown',
    where: 'scan-policy › scanner',
    what: `there is no scanner ${id}`,
    fix: `use one of ${known}`,
  });
}

export const { implementation, batchImplementation, schema } = defineWorkspaceExecutor({
  name: 'scan-policy',
  options: ScanPolicyOptions,
  async run(task) {
    const scanner = scannerNamed(task.options.scanner);
    if (task.dryRun) {
      task.say(formatCommand(scanner.database()));
      if (!task.options.skipDatabaseUpdate)
        task.say(`${formatCommand(downloadOf(task, scanner))}   # where it is missing or old`);
      return;
    }
    await removeReceipt(task.root, policyPath);
    const now = new Date();
    const policy = synthPolicy(
      { ...task, scanner: scanner.id },
      await freshDatabase(task, scanner, now),
      now,
    );
    await writeReceipt(task.root, policyPath, policy);
    const { updatedAt, stale } = policy.database;
    task.say(
      `${scanner.id} database of ${updatedAt}${stale ? ', too old to judge' : ''}, ${policy.waivers.length} waivers hold today`,
    );
  },
});
