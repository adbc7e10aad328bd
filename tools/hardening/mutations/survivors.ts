import { withText, type Files, type Texts } from '../files';
import type { Rule } from '../rule';
import { composeMutations } from './compose';
import { dockerfileMutations } from './dockerfile';
import { mutantsOf } from './mutation';

const mutations = [...dockerfileMutations, ...composeMutations];

export interface Tried {
  readonly mutants: number;
  /** Where the property was deleted and its rule did not notice. */
  readonly survivors: readonly string[];
}

/** An example with what its texts say. */
export interface Subject {
  readonly name: string;
  readonly texts: Texts;
  readonly files: Files;
}

/**
 * Every mutant of one example that one rule must notice. None where the example does not meet it.
 * Throws where a mutant cannot be read.
 */
export function tryMutants(rule: Rule, { name, texts, files }: Subject): Tried {
  if (rule.holds(files) !== true) return { mutants: 0, survivors: [] };
  const mutants = mutations.filter(({ id }) => id === rule.id).flatMap((one) => mutantsOf(one, texts));
  const alive = mutants.filter(({ path, text }) => rule.holds(withText(files, path, text)) !== false);
  return { mutants: mutants.length, survivors: alive.map(({ id, where }) => `${id} ${name} ${where}`) };
}
