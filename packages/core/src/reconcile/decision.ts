import type { RenderedFile } from '../synthesis/rendered-file';
import { toLf } from './line-ends';
import type { LockedFile } from './lock';

export type FindingCode =
  'drift' | 'deleted' | 'kept-existing' | 'both-changed' | 'managed-now' | 'orphan' | 'not-adopted';

/** Findings that people are told of, and that ask nothing of them. */
const settled: readonly string[] = [
  'drift',
  'deleted',
  'kept-existing',
  'orphan',
  'not-adopted',
] satisfies readonly FindingCode[];

/** Whether a finding keeps the workspace out of sync until somebody decides. */
export const isOpen = ({ code }: { readonly code: string }): boolean => !settled.includes(code);

/**
 * What becomes of one generated file.
 * `write`: the file gets the standard's text · `record`: what the lock keeps (undefined: no entry) · `base`: the merge
 * base becomes the standard's text · `pending`: the standard's text waits for the user.
 */
export interface Decision {
  readonly write: boolean;
  readonly record: LockedFile | undefined;
  readonly base: boolean;
  readonly pending: boolean;
  readonly finding?: FindingCode;
}

/** One file as the three sides see it. Hashes are of the text with LF line ends. */
export interface Sides {
  readonly rendered: RenderedFile;
  readonly renderedHash: string;
  /** Undefined: the file does not exist. */
  readonly current: string | undefined;
  readonly currentHash: string | undefined;
  readonly locked: LockedFile | undefined;
  /** The standard's text waits for the user. */
  readonly isPending: boolean;
  /** The file has a merge base: it was here once. */
  readonly hasBase: boolean;
  /** The merge base is the standard's text of today: the user has merged up to it. */
  readonly isMerged: boolean;
}

/** Whether a merged file that is not there was deleted by its user, and so stays away. */
export const isDeletion = ({
  locked,
  isPending,
  hasBase,
}: Pick<Sides, 'locked' | 'isPending' | 'hasBase'>): boolean => locked !== undefined && !isPending && hasBase;

const entryOf = ({ rendered, renderedHash }: Sides): LockedFile => ({
  ownership: rendered.ownership,
  hash: renderedHash,
  mode: rendered.mode === 0o755 ? '755' : '644',
});

const wrote = (sides: Sides): Decision => ({
  write: true,
  record: entryOf(sides),
  base: sides.rendered.ownership === 'merged',
  pending: false,
});

const accepted = (sides: Sides): Decision => ({ ...wrote(sides), write: false });

const left = (record: LockedFile | undefined): Decision => ({
  write: false,
  record,
  base: false,
  pending: false,
});

const isSame = ({ rendered, current }: Sides): boolean =>
  current !== undefined && toLf(current) === toLf(rendered.text);

function decideManaged(sides: Sides): Decision {
  const { locked, current, currentHash } = sides;
  if (isSame(sides)) return accepted(sides);
  if (current === undefined) return locked ? { ...wrote(sides), finding: 'drift' } : wrote(sides);
  if (!locked) return { ...left(undefined), finding: 'not-adopted' };
  if (locked.hash === currentHash) return wrote(sides);
  if (locked.ownership === 'managed') return { ...wrote(sides), finding: 'drift' };
  return { ...left(locked), pending: true, finding: 'managed-now' };
}

/** A deletion is the user's word, and said once; without its base too, the file is one that was never here. */
function decideMissing(sides: Sides): Decision {
  const { locked } = sides;
  if (!locked || !isDeletion(sides)) return wrote(sides);
  const decision = left({ ...locked, deleted: true });
  return locked.deleted ? decision : { ...decision, finding: 'deleted' };
}

function decideMerged(sides: Sides): Decision {
  const { locked, current, currentHash, renderedHash, isMerged } = sides;
  if (isSame(sides)) return accepted(sides);
  if (current === undefined) return decideMissing(sides);
  if (!locked) return { ...accepted(sides), finding: 'kept-existing' };
  if (locked.hash === currentHash) return wrote(sides);
  if (locked.hash === renderedHash || isMerged) return accepted(sides);
  const { ownership, hash, mode } = locked;
  return { ...left({ ownership, hash, mode }), pending: true, finding: 'both-changed' };
}

function decideSeeded(sides: Sides): Decision {
  if (sides.locked) return left(sides.locked);
  return sides.current === undefined ? wrote(sides) : accepted(sides);
}

const rules = { managed: decideManaged, merged: decideMerged, seeded: decideSeeded };

/** The rule of the file's ownership, applied to its three sides. */
export const decide = (sides: Sides): Decision => rules[sides.rendered.ownership](sides);
