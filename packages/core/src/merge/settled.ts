import type { Conflict } from './conflict';
import { kindOf } from './kind';
import { toPlain } from './line-ends';
import { syntaxes } from './syntaxes';
import { isWhole, locate, orderOf, saidBy, type Located } from './place';

function isOrdered({ entry, root }: Located, conflict: Conflict): boolean {
  const branch = conflict.at === '' ? root : entry?.value;
  if (!branch || branch.kind === 'leaf') return false;
  const names = branch.entries.map(({ name }) => name);
  const wanted = orderOf(conflict.theirs).filter((name) => names.includes(name));
  const there = names.filter((name) => wanted.includes(name));
  return wanted.every((name, index) => there[index] === name);
}

const isReadable = (path: string, text: string): boolean => syntaxes[kindOf(path)]?.parse(text) !== undefined;

/** Whether the file now says what the standard wants at the place of the conflict, whoever wrote it. */
export function isSettled(path: string, text: string, conflict: Conflict): boolean {
  const plain = toPlain(text).text;
  if (isWhole(conflict)) return plain.trimEnd() === (conflict.theirs ?? '').trimEnd();
  const located = locate(path, plain, conflict);
  // Nothing is where there is no place for it.
  if (!located) return conflict.theirs === null && conflict.kind !== 'order' && isReadable(path, plain);
  if (conflict.kind === 'order') return isOrdered(located, conflict);
  if (conflict.theirs === null) return located.entry === undefined;
  const { wanted, parent } = located;
  return wanted !== undefined && parent.entries.some((entry) => saidBy(entry) === saidBy(wanted));
}
