import type { Tree } from '@nx/devkit';
import { formatProblems, resolveCommand, upgradeCommand, type UpgradeReport } from '@org/ci-core';
import { openJournal } from '../workspace/journal';
import { readText, readWorkspace } from '../workspace/manifests';
import { logger } from '../workspace/nx';
import { UpgradeOptions } from './options';
import { targetStandards } from './standards';
import { formatUpgradeSummary } from './summary';
import { reportPath, upgrade } from './upgrade';

/** The standard whose migration it is. */
export interface Migrated {
  /** npm package. */
  readonly standard: string;
  readonly to: string;
}

function stepsOf({ services }: UpgradeReport): string[] {
  return services.flatMap(({ service, status, pending, nextSteps }) => [
    ...nextSteps.map((step) => `${service}: ${step}`),
    ...[...new Set(pending.map(({ path }) => path))].map(
      (path) => `${service}: decide what waits in ${path}: ${resolveCommand(service, path)}`,
    ),
    ...(status === 'failed' ? [`${service}: ${upgradeCommand(service)}`] : []),
  ]);
}

/**
 * What `nx migrate --run-migrations` runs for a standard: every service moves to the version that is installed. Nx writes
 * the files after it, and would write none if it threw: what waits ends the process with 1 when it exits.
 * @returns what people have to do, as Nx prints it
 */
export async function upgradeMigration(tree: Tree, { standard }: Migrated): Promise<{ nextSteps: string[] }> {
  if (readText(tree, 'ci.yaml') === undefined) return { nextSteps: [] };
  const journal = openJournal(tree);
  const workspace = readWorkspace(tree);
  const target = await targetStandards(tree.root, workspace, standard, undefined);
  const { report, outcome } = await upgrade(tree, UpgradeOptions.parse({ standard }), target, journal);
  logger.info(`\n${formatUpgradeSummary(report, `${reportPath}.md`)}\n`);
  if (outcome.notes.length > 0) logger.warn(formatProblems(outcome.notes));
  process.once('exit', () => {
    outcome.done();
    if (outcome.open.length > 0) process.exitCode = 1;
  });
  return { nextSteps: stepsOf(report) };
}
