import { failed, ok, type Problem, type Result } from '@org/ci-core';

/** What was found, and where: `{ value: 3333, evidence: 'src/main.ts › process.env.PORT ?? 3333' }`. */
export interface Found<T> {
  readonly value: T;
  readonly evidence: string;
}

export const found = <T>(value: T, evidence: string): Found<T> => ({ value, evidence });

/** The first of several kinds of evidence that says anything; the better one comes first. */
export const strongest = <T>(...levels: readonly (readonly Found<T>[])[]): readonly Found<T>[] =>
  levels.find((level) => level.length > 0) ?? [];

export interface Question {
  /** Option that decides, e.g. port. */
  readonly option: string;
  /** What is asked for, e.g. the port that it listens on. */
  readonly what: string;
  /** An example of the option's value; `{directory}` is the project's folder. */
  readonly example: string;
  /** Another option that would settle it, as the end of a sentence. */
  readonly otherwise?: string;
}

const distinct = <T>(candidates: readonly Found<T>[]): Found<T>[] => [
  ...new Map(candidates.map((one) => [JSON.stringify(one.value), one])).values(),
];

const formatCandidates = <T>(candidates: readonly Found<T>[]): string =>
  candidates.map(({ value, evidence }) => `${String(value)} (${evidence})`).join(', ');

const undecided = (
  { option, what, example, otherwise = '' }: Question,
  directory: string,
  said: string,
): Problem => ({
  code: said === '' ? 'adopt-unknown' : 'adopt-ambiguous',
  where: directory,
  what: said === '' ? `${what} was not found` : `${what} is one of several: ${said}`,
  fix: `say it: --${option}=${example.replace('{directory}', directory)}${otherwise}`,
});

/** One answer: what was asked for, else the one thing that was found; anything else is a problem with its option. */
export function decide<T>(
  question: Question,
  directory: string,
  given: T | undefined,
  candidates: readonly Found<T>[],
): Result<Found<T>> {
  if (given !== undefined) return ok(found(given, `--${question.option}`));
  const [first, ...others] = distinct(candidates);
  if (first === undefined) return failed(undecided(question, directory, ''));
  if (others.length === 0) return ok(first);
  return failed(undecided(question, directory, formatCandidates([first, ...others])));
}
