import { formatAddress, type Address, type Segment } from '../../address/address';
import type { Conflict } from '../conflict';
import { uniqueNames } from './names';
import type { Branch, Entry } from './tree';

/**
 * Where something is in the result, before the result is written: the n-th entry of what its parent is. The stream of
 * documents is the one without parent.
 */
export interface Spot {
  readonly parent: Spot | undefined;
  readonly entry: Entry | undefined;
  /** Set as soon as the order is known; -1: it is not in the result. */
  index: number;
}

export const rootSpot = (): Spot => ({ parent: undefined, entry: undefined, index: 0 });

export const spotIn = (parent: Spot, entry: Entry | undefined): Spot => ({ parent, entry, index: -1 });

type Texts = Pick<Conflict, 'base' | 'mine' | 'theirs'>;

/** A conflict before it is known what the result's text calls its place. */
export interface OpenConflict extends Texts {
  readonly kind: Conflict['kind'];
  readonly at: Spot;
  /** What it follows in the standard, the nearest first. */
  readonly after?: readonly Spot[] | undefined;
  /** The orders, where it is about those. */
  readonly orders?: Readonly<Record<keyof Texts, readonly Spot[]>> | undefined;
}

function branchAt(root: Branch, spot: Spot): Branch | undefined {
  if (!spot.parent) return root;
  const value = branchAt(root, spot.parent)?.entries[spot.index]?.value;
  return value && value.kind !== 'leaf' ? value : undefined;
}

const taken = new WeakMap<Branch, ReadonlySet<string>>();

function namesOf(branch: Branch): ReadonlySet<string> {
  const known = taken.get(branch) ?? new Set(branch.entries.map(({ name }) => name));
  taken.set(branch, known);
  return known;
}

/** A name that no entry has. */
function freeName(branch: Branch, own: string): string {
  const names = namesOf(branch);
  return names.has(own) ? (uniqueNames([...names, own]).at(-1) ?? own) : own;
}

/** What the result calls it; what is not in the result gets a name that nothing there has. */
function nameOf(root: Branch, { parent, entry, index }: Spot): string {
  const branch = parent && branchAt(root, parent);
  const own = entry?.name ?? '';
  return branch ? (branch.entries[index]?.name ?? freeName(branch, own)) : own;
}

function segmentOf(root: Branch, spot: Spot): Segment {
  const name = nameOf(root, spot);
  return spot.entry?.key === undefined ? { item: name } : { key: name };
}

const addressOf = (root: Branch, spot: Spot, isStream: boolean): Address => {
  if (!spot.parent || (!spot.parent.parent && !isStream)) return [];
  return [...addressOf(root, spot.parent, isStream), segmentOf(root, spot)];
};

/** Names as conflicts list them, one a line. */
export const flatName = (name: string): string => name.replaceAll('\n', ' ');

const listOf = (root: Branch, spots: readonly Spot[]): string =>
  spots.map((spot) => flatName(nameOf(root, spot))).join('\n');

/**
 * The names that an entry follows, up to the first one that is in the result, and so also those that may be taken before
 * it; where none is in the result, the last is empty.
 */
function afterOf(root: Branch, spots: readonly Spot[]): string {
  const found = spots.findIndex(({ index }) => index >= 0);
  if (found >= 0) return listOf(root, spots.slice(0, found + 1));
  return spots.map((spot) => `${flatName(nameOf(root, spot))}\n`).join('');
}

/** Conflicts with the addresses that their places have in the result. */
export const closeConflicts = (root: Branch, open: readonly OpenConflict[], isStream: boolean): Conflict[] =>
  open.map(({ at, kind, base, mine, theirs, after, orders }) => ({
    at: formatAddress(addressOf(root, at, isStream)),
    kind,
    ...(orders
      ? {
          base: listOf(root, orders.base),
          mine: listOf(root, orders.mine),
          theirs: listOf(root, orders.theirs),
        }
      : { base, mine, theirs }),
    ...(after ? { after: afterOf(root, after) } : {}),
  }));
