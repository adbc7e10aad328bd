import { failed, ok, type Problem, type Result } from '@org/ci-core';
import type { StandardOptions } from './options';

/** A package that may be added. */
export interface NewStandard {
  readonly packageName: string;
  readonly directory: string;
}

/** What the workspace already holds. */
export interface Around {
  /** Names of Nx projects, with the file that says so. */
  readonly names: ReadonlyMap<string, string>;
  readonly isTaken: (directory: string) => boolean;
}

const problem = (option: string, what: string, fix: string): Problem => ({
  code: 'standard-taken',
  where: `--${option}`,
  what,
  fix,
});

/** Where a new standard fits in, or everything that is in its way. */
export function planStandard(
  { name, scope = name, directory }: Pick<StandardOptions, 'name' | 'scope' | 'directory'>,
  { names, isTaken }: Around,
): Result<NewStandard> {
  const packageName = `@${scope.replace(/^@/, '')}/ci-standard`;
  const holder = names.get(packageName);
  const problems = [
    ...(holder === undefined
      ? []
      : [problem('name', `${packageName} is there already (${holder})`, 'choose another name or --scope')]),
    ...(isTaken(directory)
      ? [problem('directory', `${directory} is not empty`, 'choose another --directory')]
      : []),
  ];
  return problems.length > 0 ? failed(...problems) : ok({ packageName, directory });
}
