import { isTorn } from '../merge/reunite';
import { omit } from '../record/omit';
import type { RenderedFile } from '../synthesis/rendered-file';
import { toLf } from './line-ends';
import type { FindingCode } from './finding';
import type { LockedFile } from './lock';

/**
 * What becomes of one generated file.
 * `write`: the file gets the standard's text · `merge`: it gets what both sides changed · `propose`: it stays, and what
 * the standard would change waits · `record`: what the lock keeps (undefined: no entry) · `base`: the merge base becomes
 * the standard's text
 */
export interface Decision {
  readonly action: 'write' | 'merge' | 'propose' | 'keep';
  readonly record: LockedFile | undefined;
  readonly base: boolean;
  readonly finding?: FindingCode;
}

/** One file as the three sides see it. Hashes are of the text with LF line ends. */
export interface Sides {
  readonly rendered: RenderedFile;
  readonly renderedHash: string;
  /** Of what the standard itself renders, where it is managed and has any. */
  readonly pins?: LockedFile['pins'];
  /** Undefined: the file does not exist. */
  readonly current: string | undefined;
  readonly currentHash: string | undefined;
  readonly locked: LockedFile | undefined;
  /** Merge base; undefined: the file was never here, or its base is gone. */
  readonly base: string | undefined;
  /** Whether the base is the text that the lock speaks of: one that somebody edited is no base. */
  readonly isBaseSound: boolean;
}

/** Whether a merged file that is not there was deleted by its user, and so stays away. */
export const isDeletion = (locked: LockedFile | undefined, hasBase: boolean): boolean =>
  locked !== undefined && hasBase;

/** Whether the file is older than its first entry: also one that is the same as the standard's is its user's. */
const hasExisted = ({ locked, current }: Sides): boolean =>
  locked === undefined ? current !== undefined : locked.existed === true;

const entryOf = (sides: Sides): LockedFile => ({
  ownership: sides.rendered.ownership,
  hash: sides.renderedHash,
  mode: sides.rendered.mode === 0o755 ? '755' : '644',
  ...(sides.pins && { pins: sides.pins }),
  ...(hasExisted(sides) && { existed: true }),
});

const wrote = (sides: Sides): Decision => ({
  action: 'write',
  record: entryOf(sides),
  base: sides.rendered.ownership === 'merged',
});

const accepted = (sides: Sides): Decision => ({ ...wrote(sides), action: 'keep' });

const left = (record: LockedFile | undefined): Decision => ({ action: 'keep', record, base: false });

const isSame = ({ rendered, current }: Sides): boolean =>
  current !== undefined && toLf(current) === toLf(rendered.text);

function decideManaged(sides: Sides): Decision {
  const { locked, current, currentHash } = sides;
  if (isSame(sides)) return accepted(sides);
  if (current === undefined) return locked ? { ...wrote(sides), finding: 'missing' } : wrote(sides);
  if (!locked) return { ...left(undefined), action: 'propose', finding: 'not-adopted' };
  if (locked.hash === currentHash) return wrote(sides);
  if (locked.ownership === 'managed') return { ...wrote(sides), finding: 'drift' };
  return { ...left(locked), action: 'propose', finding: 'managed-now' };
}

/** A deletion is the user's word, and said once; without its base too, the file is one that was never here. */
function decideMissing(sides: Sides): Decision {
  const { locked, base } = sides;
  if (!locked || !isDeletion(locked, base !== undefined)) return wrote(sides);
  const decision = left({ ...locked, deleted: true });
  return locked.deleted ? decision : { ...decision, finding: 'deleted' };
}

function decideMerged(sides: Sides): Decision {
  const { locked, current, currentHash, renderedHash, isBaseSound } = sides;
  if (isSame(sides)) return accepted(sides);
  if (current === undefined) return decideMissing(sides);
  if (!locked) return { ...accepted(sides), action: 'propose', finding: 'kept-existing' };
  if (locked.hash === currentHash) return wrote(sides);
  if (locked.hash === renderedHash && !isTorn(current)) return accepted(sides);
  if (isBaseSound) return { ...accepted(sides), action: 'merge' };
  return { ...accepted(sides), action: 'propose', finding: 'base-lost' };
}

function decideSeeded(sides: Sides): Decision {
  if (sides.locked) return left(sides.locked);
  return sides.current === undefined ? wrote(sides) : accepted(sides);
}

const rules = { managed: decideManaged, merged: decideMerged, seeded: decideSeeded };

/** The rule of the file's ownership, applied to its three sides. */
export const decide = (sides: Sides): Decision => rules[sides.rendered.ownership](sides);

/**
 * A file that its user owns: never written; its lock entry and base stay as they were, so that giving it back merges.
 * One that was never generated has none.
 */
export function eject({ locked }: Sides, version: string): Decision {
  if (locked === undefined) return left(undefined);
  return left({ ...omit(locked, 'deleted'), ejected: locked.ejected ?? version });
}

/** A file that its user gives back. What the standard manages would overwrite it: it is judged as one that was merged. */
export function takeBack(sides: Sides): Decision {
  if (sides.locked === undefined) return decide(sides);
  return decide({ ...sides, locked: { ...omit(sides.locked, 'ejected'), ownership: 'merged' } });
}
