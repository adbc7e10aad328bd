import { markedSides, sidesIn } from './git-marks';
import { mergeFile, type MergedFile, type Sides } from './merge-file';
import { alignSequences } from './sequence/align';
import { toLf } from '../reconcile/line-ends';

/** Whether git left both versions of a text in it. */
export const isTorn = (text: string | undefined): boolean =>
  text !== undefined && markedSides(text) !== undefined;

/**
 * mergeFile for a file that git could not merge, and whose base it may not have merged either: what each of the branches
 * wrote into it by hand, the difference from its own base, is carried into what the standard renders for both. Where both
 * wrote something else, there is a conflict.
 */
export function reunite(path: string, { base, mine, theirs }: Sides): MergedFile {
  const [own, was] = [sidesIn(mine), sidesIn(base)];
  const first = mergeFile(path, { base: was.ours, mine: own.ours, theirs });
  const second = mergeFile(path, { base: was.theirs, mine: own.theirs, theirs: first.text });
  return { text: second.text, conflicts: [...first.conflicts, ...second.conflicts] };
}

const lines = (text: string): string[] => toLf(text).split('\n');

/** Of a base that git could not merge, the version from which a file comes that a person has merged: the more alike one. */
export function baseOf(base: string, mine: string): string {
  const { ours, theirs } = sidesIn(base);
  const apart = (one: string): number => {
    const [was, is] = [lines(one), lines(mine)];
    return was.length + is.length - 2 * alignSequences(was, is).length;
  };
  return apart(theirs) < apart(ours) ? theirs : ours;
}
