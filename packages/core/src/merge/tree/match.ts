import { alignSequences } from '../sequence/align';
import { isTelling, similarity } from './similarity';
import { entrySays, sayOf, type Entry } from './tree';

/** An entry in the one list → the same one in the other. */
export type Matches = ReadonlyMap<Entry, Entry>;

/** What is not matched yet, and what is. */
interface Search {
  left: readonly Entry[];
  right: readonly Entry[];
  readonly found: Map<Entry, Entry>;
}

const said = (entry: Entry): string => entrySays(entry.key, sayOf(entry));

/** Takes pairs out of what is searched. */
function settle(search: Search, pairs: readonly (readonly [Entry, Entry])[]): void {
  if (pairs.length === 0) return;
  const known = new Set<Entry>(pairs.flat());
  for (const [a, b] of pairs) search.found.set(a, b);
  search.left = search.left.filter((entry) => !known.has(entry));
  search.right = search.right.filter((entry) => !known.has(entry));
}

/** Entries by a text that only one of them has. */
function uniques(
  entries: readonly Entry[],
  of: (entry: Entry) => string | undefined,
): Map<string, Entry | undefined> {
  const index = new Map<string, Entry | undefined>();
  for (const entry of entries) {
    const text = of(entry);
    if (text !== undefined) index.set(text, index.has(text) ? undefined : entry);
  }
  return index;
}

function matchUnique(
  search: Search,
  of: (entry: Entry) => string | undefined,
  accept: (a: Entry, b: Entry) => boolean = () => true,
): void {
  const right = uniques(search.right, of);
  const pairs = [...uniques(search.left, of)].flatMap(([text, a]): [Entry, Entry][] => {
    const b = right.get(text);
    return a && b && accept(a, b) ? [[a, b]] : [];
  });
  settle(search, pairs);
}

const fieldOf = (identity: string): string => identity.slice(0, identity.indexOf(' '));

const fieldsOf = (entries: readonly Entry[]): Set<string> =>
  new Set(entries.flatMap(({ identities }) => identities.map(fieldOf)));

const identityOf =
  (field: string) =>
  ({ identities }: Entry): string | undefined =>
    identities.find((identity) => fieldOf(identity) === field);

/** What one calls things by, in contrast to what they happen to differ in. */
const strong = new Set(['id', 'name', 'uses', 'repo', 'object', 'stage', 'set', 'from', 'variable']);

/** Both have an id (or a name), and it differs: without a common origin they are two things. */
function contradict(a: Entry, b: Entry): boolean {
  const names = a.identities.filter((one) => strong.has(fieldOf(one)));
  const first = names.find((one) => b.identities.some((other) => fieldOf(other) === fieldOf(one)));
  return first !== undefined && !b.identities.includes(first);
}

function matchInOrder(search: Search): void {
  const { left, right } = search;
  const pairs = alignSequences(left.map(said), right.map(said)).flatMap(([x, y]): [Entry, Entry][] => {
    const [a, b] = [left[x], right[y]];
    return a && b ? [[a, b]] : [];
  });
  settle(search, pairs);
}

const isRenamed = (a: Entry, b: Entry): boolean => a.key !== undefined || contradict(a, b);

/** How alike two entries must be to count as one that was edited; with a key or a name that differs, much more. */
const threshold = (a: Entry, b: Entry): number => (isRenamed(a, b) ? 0.75 : 0.6);

/** Texts of a list are what they say: another text is another item. An instruction stays one with other words. */
const mayDiffer = (a: Entry, b: Entry): boolean =>
  (a.value.kind !== 'leaf' && b.value.kind !== 'leaf') ||
  (a.key === undefined && a.keyword !== undefined && a.keyword === b.keyword);

/** Whether likeness could make one of two entries. */
function isComparable(a: Entry, b: Entry, isStrict: boolean): boolean {
  if (!mayDiffer(a, b)) return false;
  if (isStrict) return a.value.kind !== 'leaf' && !isRenamed(a, b);
  return !isRenamed(a, b) || (isTelling(a) && isTelling(b));
}

/** Beyond this, what has neither name nor equal is not compared. */
const maxComparisons = 2_500;

/** The only one of `others` that scores most. */
function best(others: readonly Entry[], score: (other: Entry) => number): Entry | undefined {
  let [top, found]: [number, Entry | undefined] = [0, undefined];
  for (const other of others) {
    const points = score(other);
    if (points === top) found = undefined;
    else if (points > top) [top, found] = [points, other];
  }
  return found;
}

/** Edited entries, recognised by what they have in common: each the other's only best. */
function matchAlike(search: Search, isStrict: boolean): void {
  const { left, right } = search;
  if (left.length === 0 || left.length * right.length > maxComparisons) return;
  const alike = (a: Entry, b: Entry): number => {
    if (!isComparable(a, b, isStrict)) return 0;
    const score = similarity(a, b);
    return score >= threshold(a, b) ? score : 0;
  };
  const pairs = left.flatMap((a): [Entry, Entry][] => {
    const b = best(right, (other) => alike(a, other));
    return b && best(left, (other) => alike(other, b)) === a ? [[a, b]] : [];
  });
  settle(search, pairs);
}

const isOneByPlace = (a: Entry, b: Entry): boolean =>
  a.key === undefined && mayDiffer(a, b) && a.value.kind === b.value.kind && !contradict(a, b);

/** Entries of a list that have no name: as many are left between two neighbours as there are in the other list. */
function matchByPlace(search: Search, a: readonly Entry[], b: readonly Entry[]): void {
  if (search.left.length === 0 || search.right.length === 0) return;
  const places = new Map(b.map((entry, index) => [entry, index]));
  const open = new Set(search.right);
  const pairs: [Entry, Entry][] = [];
  let run: Entry[] = [];
  let from = 0;
  const close = (to: number): void => {
    const others = to - from === run.length ? b.slice(from, to) : [];
    if (
      run.length > 0 &&
      others.every((other, index) => open.has(other) && isOneByPlace(run[index] ?? other, other))
    )
      others.forEach((other, index) => pairs.push([run[index] ?? other, other]));
    run = [];
  };
  for (const entry of a) {
    const other = search.found.get(entry);
    if (!other) {
      run.push(entry);
      continue;
    }
    const at = places.get(other) ?? 0;
    close(at);
    from = at + 1;
  }
  close(b.length);
  settle(search, pairs);
}

/**
 * Which entries of two versions of a branch are the same ones: by key; in lists by what they say, by id, name and so on
 * where unique, by order, and at last by likeness. `isStrict`: the two have no common origin, so that neither a
 * different id nor mere likeness makes one of two.
 */
export function matchEntries(a: readonly Entry[], b: readonly Entry[], isStrict = false): Matches {
  const search: Search = { left: a, right: b, found: new Map() };
  matchUnique(search, ({ key }) => key);
  if (a.some(({ key }) => key === undefined)) {
    matchUnique(search, said);
    const accept = (x: Entry, y: Entry): boolean => !isStrict || !contradict(x, y);
    for (const field of fieldsOf(search.left)) matchUnique(search, identityOf(field), accept);
    matchInOrder(search);
  }
  matchAlike(search, isStrict);
  if (!isStrict) matchByPlace(search, a, b);
  return search.found;
}
