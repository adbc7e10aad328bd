import type { Files } from './files';
import type { Held, Rule } from './rule';

/** One false is false; true where it applies to at least one. */
export function together(held: readonly Held[]): Held {
  if (held.includes(false)) return false;
  return held.includes(true) ? true : 'not applicable';
}

/** What a rule says of each stack: of all its examples together. */
export function evaluate(rule: Rule, examples: readonly Files[]): Map<string, Held> {
  const stacks = [...new Set(examples.map(({ stack }) => stack.id))];
  return new Map(
    stacks.map((id) => [
      id,
      together(examples.filter(({ stack }) => stack.id === id).map((example) => rule.holds(example))),
    ]),
  );
}
