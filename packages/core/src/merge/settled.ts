import type { Conflict } from './conflict';
import { toPlain } from './line-ends';
import { flatName } from './tree/spot';
import { isWhole, locate, orderOf, type Located } from './place';
import { saysThere } from './way';

function isOrdered({ entry, root }: Located, conflict: Conflict): boolean {
  const branch = conflict.at === '' ? root : entry?.value;
  if (!branch || branch.kind === 'leaf') return false;
  const names = branch.entries.map(({ name }) => flatName(name));
  const [has, asks] = [new Set(names), new Set(orderOf(conflict.theirs))];
  const wanted = [...asks].filter((name) => has.has(name));
  const there = names.filter((name) => asks.has(name));
  return wanted.every((name, index) => there[index] === name);
}

/** Whether the file now says what the standard wants at the place of the conflict, whoever wrote it. */
export function isSettled(path: string, text: string, conflict: Conflict): boolean {
  const plain = toPlain(text).text;
  if (isWhole(conflict)) return plain.trimEnd() === (conflict.theirs ?? '').trimEnd();
  const located = locate(path, plain, conflict);
  if (!located) return false;
  if (conflict.kind === 'order') return isOrdered(located, conflict);
  // nothing is where there is no place for it
  if (conflict.theirs === null) return located.entry === undefined;
  const { wanted, root, steps } = located;
  return wanted !== undefined && saysThere(root, steps, wanted);
}
