import { ProblemError, type Problem } from '../problem/problem';
import type { Lock } from '../reconcile/lock';
import type { Standard } from '../standard/standard';
import { leftAlone } from './left-alone';
import type { Part } from './part';
import type { LockPlan } from './lock-plan';

/** What an error says, on one line. */
const words = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).trim().replace(/\s*\n\s*/g, ' ');

/**
 * What the code of a company's stack or artefact threw. For one service, that is; it stops no other.
 * @param where file that is shown, e.g. a lock's or a manifest's path
 */
export function thrownProblems(
  error: unknown,
  where: string,
  { name, version }: Pick<Standard, 'name' | 'version'>,
): readonly Problem[] {
  if (error instanceof ProblemError) return error.problems;
  return [
    {
      code: 'render-failed',
      where,
      what: `${name} ${version} cannot make its files: ${words(error)}`,
      fix: 'correct the stack or the artefact of the standard that throws this, or what the manifest gives it',
    },
  ];
}

/** The same of a part, shown in its manifest. */
export const partProblems = ({ directory, standard }: Part, error: unknown): readonly Problem[] =>
  thrownProblems(error, directory === '' ? 'ci.yaml' : `${directory}/service.yaml`, standard);

/** A part that its standard cannot render. */
export const unrendered = (part: Part, lock: Lock | undefined, error: unknown): LockPlan =>
  leftAlone(part, lock, partProblems(part, error));
