import { stacks } from '../../templates/registry';
import { evaluate } from './evaluate';
import { parseFiles, type Example, type Files } from './files';
import { judges } from './judges';
import { proofs } from './proven';
import { inapplicable } from './reasons';
import type { Held } from './rule';
import { rules } from './rules/rules';

/** One line of the table. */
export interface Point {
  readonly id: string;
  readonly title: string;
  /** By stack. */
  readonly held: ReadonlyMap<string, Held>;
  /** What goes red without it. */
  readonly guards: readonly string[];
}

const order = (id: string): number => (id.startsWith('D') ? 0 : 100) + Number(id.slice(1));
const ids = stacks.map(({ id }) => id);

const shown = (examples: readonly Files[]): Point[] =>
  rules.map((rule) => {
    const judge = judges[rule.id];
    const guards = ['its rule', ...(judge === undefined ? [] : [judge])];
    return { id: rule.id, title: rule.title, held: evaluate(rule, examples), guards };
  });

const proven = (): Point[] =>
  proofs.map(({ id, title, tests }) => ({
    id,
    title,
    held: new Map(
      ids.map((stack): [string, Held] => [
        stack,
        inapplicable.includes(id) ? 'not applicable' : tests.some((test) => test.stacks.includes(stack)),
      ]),
    ),
    guards: [...new Set(tests.map(({ file, test }) => `[${test}](../${file})`))],
  }));

/** D1–D39 and C1–C34, in order. */
export const pointsOf = (examples: readonly Example[]): Point[] =>
  [...shown(examples.map((example) => parseFiles(example))), ...proven()].sort(
    (one, other) => order(one.id) - order(other.id),
  );
