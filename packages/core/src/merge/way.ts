import { similarity } from './tree/similarity';
import { entrySays, sayOf, type Branch, type Entry } from './tree/tree';

/** The branch that a place is in, and the entry that is there; undefined: none is. */
export interface Way {
  readonly parent: Branch;
  readonly entry: Entry | undefined;
}

/** A number that tells entries apart that have one name, or none: `~2`. After other edits it may be another one's. */
const ordinal = /~\d+$/;

const stem = (name: string): string => name.replace(ordinal, '');

/** The only entry that can be called so besides: by its kind, say, where it has got a name since. */
function called({ entries }: Branch, name: string): Entry | undefined {
  const known = entries.filter(({ identities }) =>
    identities.some((identity) => identity.slice(identity.indexOf(' ') + 1) === name),
  );
  return known.length === 1 ? known[0] : undefined;
}

const named = (branch: Branch, name: string): Entry | undefined =>
  branch.entries.find((entry) => entry.name === name);

const inner = (entry: Entry): Branch | undefined => (entry.value.kind === 'leaf' ? undefined : entry.value);

/** The entry that has the name, first; then those that may have had it. */
function candidates(branch: Branch, step: string): Entry[] {
  const exact = named(branch, step);
  if (exact && !ordinal.test(step)) return [exact];
  const others = branch.entries.filter((entry) => entry !== exact);
  const likely = ordinal.test(step) ? others.filter(({ name }) => stem(name) === stem(step)) : others;
  return exact ? [exact, ...likely] : likely;
}

function waysTo(branch: Branch, [step = '', ...rest]: readonly string[]): Way[] {
  const entries = candidates(branch, step);
  if (rest.length === 0) return entries.map((entry) => ({ parent: branch, entry }));
  return entries.flatMap((entry) => {
    const next = inner(entry);
    return next ? waysTo(next, rest) : [];
  });
}

/** By names alone. */
function exactWay(branch: Branch, [step = '', ...rest]: readonly string[]): Way | undefined {
  if (rest.length === 0) return { parent: branch, entry: named(branch, step) };
  const entry = named(branch, step) ?? called(branch, step);
  const next = entry && inner(entry);
  return next && exactWay(next, rest);
}

/** Whether an entry that says this is at the place, or where the place may be after its parents were renamed. */
export function saysThere(root: Branch, steps: readonly string[], wanted: Entry): boolean {
  const exact = exactWay(root, steps);
  const entries = exact ? exact.parent.entries : waysTo(root, steps).flatMap(({ entry }) => entry ?? []);
  return entries.some((entry) => said(entry) === said(wanted));
}

const said = (entry: Entry): string => entrySays(entry.key, sayOf(entry));

/** How alike what is there must be to what was there, to be it. */
const threshold = 0.7;

/** The way to what says the same as `mine`; else to what is most like it, if only one is. */
function wayToLike(ways: readonly Way[], mine: Entry): Way | undefined {
  const same = ways.find(({ entry }) => entry && said(entry) === said(mine));
  if (same) return same;
  const [first, second] = ways
    .flatMap((way) =>
      way.entry?.key === mine.key && way.entry ? [{ way, score: similarity(way.entry, mine) }] : [],
    )
    .sort((one, other) => other.score - one.score);
  return first && first.score >= threshold && first.score > (second?.score ?? 0) ? first.way : undefined;
}

const emptied = (way: Way | undefined): Way | undefined => way && { parent: way.parent, entry: undefined };

/** The way to the place of what a conflict found there; undefined: it is gone. */
function wayOf(root: Branch, steps: readonly string[], mine: Entry, isNumbered: boolean): Way | undefined {
  const exact = exactWay(root, steps);
  if (!isNumbered) return exact?.entry ? exact : undefined;
  const ways = waysTo(root, steps);
  return exact?.entry && ways.length === 1 ? exact : wayToLike(ways, mine);
}

/**
 * The way to a place from the root: by names; where a number tells entries apart, to what is (or is like) `mine`. Undefined: what the place was in is gone.
 * @param mine what a conflict found at the place; undefined: nothing, or it is not known
 */
export function findWay(root: Branch, steps: readonly string[], mine: Entry | undefined): Way | undefined {
  if (steps.length === 0) return undefined;
  const exact = exactWay(root, steps);
  const isNumbered = steps.slice(root.entries.length === 1 ? 1 : 0).some((step) => ordinal.test(step));
  if (mine) return wayOf(root, steps, mine, isNumbered) ?? emptied(exact);
  return ordinal.test(steps.at(-1) ?? '') ? emptied(exact) : exact;
}
