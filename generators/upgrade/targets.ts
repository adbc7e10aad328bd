import {
  ProblemError,
  suggest,
  workspacePart,
  type FoundService,
  type Problem,
  type Workspace,
} from '@org/ci-core';
import type { UpgradeOptions } from './options';

type Choice = Pick<UpgradeOptions, 'services' | 'group' | 'standard'>;

function namesOf({ services, group }: Choice, { groups = {} }: Workspace, problems: Problem[]): string[] {
  const named = services?.split(',') ?? [];
  if (group === undefined) return named;
  const members = groups[group];
  if (members !== undefined) return [...named, ...members];
  problems.push({
    code: 'group-unknown',
    where: 'options › group',
    what: `ci.yaml has no group ${group}`,
    fix: suggest(group, Object.keys(groups)),
  });
  return named;
}

/**
 * Names of what is upgraded: services of the standard that is meant, and `ci` for the workspace's own files. Sorted.
 * @param unreadable names of services of that standard whose manifest cannot be read: they fail, and stop nobody
 * @throws ProblemError with every name that there is not
 */
export function chooseTargets(
  options: Choice,
  workspace: Workspace,
  found: readonly FoundService[],
  unreadable: Iterable<string> = [],
): ReadonlySet<string> {
  const problems: Problem[] = [];
  const named = namesOf(options, workspace, problems);
  const own = workspace.standard.name;
  const { standard = own } = options;
  const followers = found.filter(({ service }) => (service.standard?.name ?? own) === standard);
  const known = [
    ...followers.map(({ service }) => service.name),
    ...unreadable,
    ...(standard === own ? [workspacePart] : []),
  ];
  problems.push(
    ...named
      .filter((name) => !known.includes(name))
      .map((name) => ({
        code: 'service-unknown',
        where: 'options › services',
        what: `there is no service ${name} that follows ${standard}`,
        fix: suggest(name, known),
      })),
  );
  if (problems.length > 0) throw new ProblemError(problems);
  const isAll = options.services === undefined && options.group === undefined;
  return new Set((isAll ? known : named).toSorted());
}
