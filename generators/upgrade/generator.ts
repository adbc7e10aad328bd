import type { GeneratorCallback, Tree } from '@nx/devkit';
import { formatProblems, ProblemError } from '@org/ci-core';
import { openJournal } from '../workspace/journal';
import { readWorkspace } from '../workspace/manifests';
import { logger } from '../workspace/nx';
import { parseOptions } from '../workspace/parse-options';
import { requireVersion } from './dependency';
import { UpgradeOptions } from './options';
import { targetStandards } from './standards';
import { formatUpgradeSummary } from './summary';
import { reportPath, upgrade } from './upgrade';

/**
 * Moves services to a version of their standard. Files are written first; what waits or failed then ends the command
 * with an error.
 * @throws ProblemError where a name or the version is wrong: nothing is written
 */
export async function upgradeGenerator(tree: Tree, input: unknown): Promise<GeneratorCallback> {
  const options = parseOptions(UpgradeOptions, input);
  // before anything is read: an ended run may have left ci.yaml half written
  const journal = openJournal(tree);
  const workspace = readWorkspace(tree);
  const name = options.standard ?? workspace.standard.name;
  const target = await targetStandards(tree.root, workspace, name, options.to);
  if (target.isFetched) requireVersion(tree, target.target);
  const { report, outcome, isFetched } = await upgrade(tree, options, target, journal);
  logger.info(`\n${formatUpgradeSummary(report, `${reportPath}.md`)}\n`);
  if (outcome.notes.length > 0) logger.warn(formatProblems(outcome.notes));
  return async () => {
    if (isFetched && !options.skipInstall) (await import('@nx/devkit')).installPackagesTask(tree, true);
    outcome.done();
    if (outcome.open.length > 0) throw new ProblemError(outcome.open);
  };
}

export { upgradeMigration } from './migration';

export default upgradeGenerator;
