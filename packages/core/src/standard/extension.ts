import type { Artefact } from '../artefact/artefact';
import type { Problem } from '../problem/problem';
import type { Stack } from '../stack/stack';
import type { ServiceMigration } from '../upgrade/migration';
import type { StandardFile } from './standard-file';

/** Code of a package: what it adds, and what takes the place of the base's one with the same id, as a whole. */
export interface CodePart<T> {
  readonly add?: readonly T[];
  readonly replace?: readonly T[];
}

/** What one package says about a standard. */
export interface Extension {
  /** npm package: problems and overrides name it. */
  readonly name: string;
  readonly version: string;
  readonly data: StandardFile;
  readonly stacks?: CodePart<Stack>;
  readonly artefacts?: CodePart<Artefact>;
  /** Those that data cannot say; the others are in standard.yaml. */
  readonly migrations?: readonly ServiceMigration[];
}

/** A part of a standard with an extension, and what is wrong with that. */
export interface Extended<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

/** A problem of an extension; `point` is the named point, e.g. `gates.scan.high`. */
export const extensionProblem = ({ name }: Extension, point: string, what: string, fix: string): Problem => ({
  code: 'standard-extension',
  where: `${name} › ${point}`,
  what,
  fix,
});
