import { suggest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { extensionProblem, type CodePart, type Extended, type Extension } from './extension';

interface Coded {
  readonly id: string;
}

const idsOf = (all: readonly Coded[]): string[] => all.map(({ id }) => id);

/** Stacks or artefacts of the base, with those of a package: what it replaces keeps its place in the order. */
export function extendCode<T extends Coded>(
  base: readonly T[],
  part: CodePart<T> = {},
  kind: 'stacks' | 'artefacts',
  extension: Extension,
): Extended<readonly T[]> {
  const { add = [], replace = [] } = part;
  const known = idsOf(base);
  const problems: Problem[] = [
    ...replace
      .filter(({ id }) => !known.includes(id))
      .map(({ id }) =>
        extensionProblem(
          extension,
          `${kind}.replace.${id}`,
          `there is no ${id} to replace`,
          suggest(id, known),
        ),
      ),
    ...idsOf(add)
      .filter((id, index, all) => known.includes(id) || all.indexOf(id) !== index)
      .map((id) =>
        extensionProblem(
          extension,
          `${kind}.add.${id}`,
          `${id} is there already`,
          `list it below ${kind}.replace, or give it another id`,
        ),
      ),
  ];
  const replaced = base.map((one) => replace.find(({ id }) => id === one.id) ?? one);
  return { value: [...replaced, ...add], problems };
}

/** Names in a list of data that the base does not have. */
export const unknownNames = (
  names: readonly string[],
  known: readonly string[],
  point: string,
  extension: Extension,
): Problem[] =>
  names
    .filter((name) => !known.includes(name))
    .map((name) =>
      extensionProblem(extension, `${point}.${name}`, `there is no ${name}`, suggest(name, known)),
    );
