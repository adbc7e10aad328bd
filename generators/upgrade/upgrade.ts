import type { Tree } from '@nx/devkit';
import {
  asksForDryRun,
  compareVersions,
  formatUpgradeJson,
  formatUpgradeMarkdown,
  workspacePart,
  type FoundService,
  type LockPlan,
  type Problem,
  type Standard,
  type UpgradeReport,
} from '@org/ci-core';
import { resolveMissingPins } from '../pins/resolve-missing';
import { synchronize, type SyncOutcome } from '../sync/synchronize';
import { writeFiles } from '../workspace/apply';
import { readFacts } from '../workspace/facts';
import type { TreeJournal } from '../workspace/journal';
import { readWorkspace } from '../workspace/manifests';
import { lockOf, migrateService, untouched, type MigratedService } from './migrate';
import type { UpgradeOptions } from './options';
import { showProgress } from './progress';
import { setRange } from './range';
import { readReleases, reportService, type Upgraded } from './report';
import type { TargetStandards } from './standards';
import { chooseTargets } from './targets';
import { unreadableServices } from './unreadable';

export const reportPath = 'dist/ci/upgrade';

/** Manifests that ask for another version than the one that they move to. */
function widenRanges(
  tree: Tree,
  { name, version }: Standard,
  found: readonly FoundService[],
  isOwn: boolean,
): void {
  if (isOwn) setRange(tree, 'ci.yaml', `^${version}`);
  for (const { service, directory } of found)
    if (service.standard?.name === name && service.standard.version !== undefined)
      setRange(tree, `${directory}/service.yaml`, `^${version}`);
}

const belongsTo = ({ where }: Problem, directory: string): boolean => where.startsWith(`${directory}/`);

/** The workspace's own files name every service: while one cannot be rendered, they stay. */
const blocked: Problem = {
  code: 'upgrade-blocked',
  where: 'ci.yaml',
  what: 'the workspace’s own files name every service, and one of them cannot be read or does not fit its standard',
  fix: 'correct that service, then: npx nx g @org/ci:upgrade ci',
};

interface Upgrade extends TargetStandards {
  readonly outcome: SyncOutcome;
  readonly report: UpgradeReport;
}

function upgradedOf(
  name: string,
  outcome: SyncOutcome,
  found: readonly FoundService[],
  migrated: ReadonlyMap<string, MigratedService>,
): Upgraded {
  const plan = outcome.plans.find((one: LockPlan) => one.service === name);
  const directory = found.find(({ service }) => service.name === name)?.directory;
  const own = directory === undefined ? [blocked] : outcome.open.filter((one) => belongsTo(one, directory));
  return {
    service: name,
    from: plan?.before?.standard.version,
    plan,
    migrated: migrated.get(name) ?? untouched,
    problems: plan ? plan.problems : own,
  };
}

/**
 * Moves services to a version of their standard, in the tree. One that cannot be moved stays as it is, and the others go
 * on.
 * @throws ProblemError where a name or the version is wrong
 */
export async function upgrade(
  tree: Tree,
  options: UpgradeOptions,
  target: TargetStandards,
  journal: TreeJournal,
): Promise<Upgrade> {
  const before = await readFacts(tree, readWorkspace(tree), target.standards);
  const { workspace, found } = before;
  const standard = target.target;
  const unreadable = unreadableServices(tree, found, standard.name);
  const names = chooseTargets(options, workspace, found.services, unreadable.keys());
  widenRanges(tree, standard, found.services, workspace.standard.name === standard.name);
  const chosen = found.services.filter(({ service }) => names.has(service.name));
  const from = new Map(
    [...names].map((name) => [
      name,
      lockOf(tree, name === workspacePart ? undefined : name)?.standard.version,
    ]),
  );
  const migrated = new Map(
    chosen.map((one) => [one.service.name, migrateService(tree, one, { standard, left: target.left })]),
  );
  const isSound = (name: string): boolean => (migrated.get(name)?.problems.length ?? 0) === 0;
  const facts = await readFacts(tree, readWorkspace(tree), target.standards);
  // what the new version starts from is pinned before it is rendered
  const unresolved = await resolveMissingPins(tree, facts);
  const outcome = await synchronize(tree, facts, {
    journal,
    upgrade: new Set([...names].filter(isSound)),
    close: false,
    onPlanned: showProgress(`${standard.name} ${standard.version}`),
  });
  const services = [...names].map((name) =>
    reportService(
      {
        ...upgradedOf(name, outcome, found.services, migrated),
        from: from.get(name),
        ...(unreadable.has(name) && { problems: unreadable.get(name) ?? [] }),
      },
      standard,
    ),
  );
  for (const { service, status } of services) if (status === 'failed') migrated.get(service)?.undo();
  const oldest = [...from.values()].filter((one) => one !== undefined).toSorted(compareVersions)[0];
  const roots = [
    `${tree.root}/node_modules/.cache/org-ci/standards/${standard.name}/${standard.version}`,
    tree.root,
  ];
  const report: UpgradeReport = {
    schema: 1,
    dryRun: asksForDryRun(process.argv),
    services,
    changelogs: { [standard.name]: readReleases(roots, standard, oldest) },
  };
  // Nx would say of files that are not to be written that they are created
  if (!report.dryRun)
    writeFiles(tree, [
      { path: `${reportPath}.json`, text: formatUpgradeJson(report) },
      { path: `${reportPath}.md`, text: formatUpgradeMarkdown(report) },
    ]);
  const notes = [...unresolved, ...outcome.notes];
  const open = [...outcome.open, ...[...migrated.values()].flatMap(({ problems }) => problems)];
  return { ...target, outcome: { ...outcome, notes, open, done: journal.close() }, report };
}
