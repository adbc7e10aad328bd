import type { Conflict } from './conflict';
import { toPlain } from './line-ends';
import { isWhole, locate, orderOf, saidBy, type Located } from './place';

function isOrdered({ entry, root }: Located, conflict: Conflict): boolean {
  const branch = conflict.at === '' ? root : entry?.value;
  if (!branch || branch.kind === 'leaf') return false;
  const names = branch.entries.map(({ name }) => name);
  const wanted = orderOf(conflict.theirs).filter((name) => names.includes(name));
  const there = names.filter((name) => wanted.includes(name));
  return wanted.every((name, index) => there[index] === name);
}

/** Whether the file now says what the standard wants at the place of the conflict, whoever wrote it. */
export function isSettled(path: string, text: string, conflict: Conflict): boolean {
  const plain = toPlain(text).text;
  if (isWhole(conflict)) return plain.trimEnd() === (conflict.theirs ?? '').trimEnd();
  const located = locate(path, plain, conflict);
  if (!located) return false;
  if (conflict.kind === 'order') return isOrdered(located, conflict);
  if (conflict.theirs === null) return located.entry === undefined;
  const { wanted, parent } = located;
  return wanted !== undefined && parent.entries.some((entry) => saidBy(entry) === saidBy(wanted));
}
