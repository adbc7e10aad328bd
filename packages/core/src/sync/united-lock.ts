import { markedSides } from '../merge/git-marks';
import { toLf } from '../reconcile/line-ends';
import { basePath, parseLock, type Lock, type LockedFile } from '../reconcile/lock';
import type { SyncInput } from './input';

type Reader = Pick<SyncInput, 'read' | 'hash'>;

/** Of a file that both branches generated otherwise, the base is whatever git made of the two: its hash is that one's. */
function entryOf(
  path: string,
  ours: LockedFile | undefined,
  theirs: LockedFile,
  { read, hash }: Reader,
): LockedFile {
  if (ours === undefined || ours.hash === theirs.hash) return ours ?? theirs;
  const base = read(basePath(path));
  return base === undefined ? ours : { ...ours, hash: hash(toLf(base)) };
}

/** Files of both, each with its entry. */
function filesOf(ours: Lock['files'], theirs: Lock['files'], reader: Reader): Lock['files'] {
  const both = Object.entries(theirs).map(
    ([path, entry]) => [path, entryOf(path, ours[path], entry, reader)] as const,
  );
  return { ...ours, ...Object.fromEntries(both) };
}

/** What waits in either; the same place once. */
function pendingOf(ours: Lock['pending'], theirs: Lock['pending']): Lock['pending'] {
  const known = new Set(ours.map(({ path, at }) => `${path} ${at}`));
  return [...ours, ...theirs.filter(({ path, at }) => !known.has(`${path} ${at}`))];
}

/**
 * The lock of two branches that git could not merge, or undefined: it has no conflict marks, a side cannot be understood, or
 * they are of different versions of the standard, of which somebody has to choose one. From what it was rendered is not
 * known, so that everything is rendered anew.
 */
export function unitedLock(text: string, path: string, reader: Reader): Lock | undefined {
  const sides = markedSides(text);
  if (sides === undefined) return undefined;
  const [ours, theirs] = [parseLock(sides.ours, path), parseLock(sides.theirs, path)];
  if (!ours.ok || !theirs.ok) return undefined;
  const { standard } = ours.value;
  const other = theirs.value.standard;
  if (standard.name !== other.name || standard.version !== other.version) return undefined;
  return {
    schema: 1,
    standard,
    files: filesOf(ours.value.files, theirs.value.files, reader),
    pending: pendingOf(ours.value.pending, theirs.value.pending),
  };
}
