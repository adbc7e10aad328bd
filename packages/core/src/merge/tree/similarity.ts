import { sayOf, type Entry, type Value } from './tree';

const words = /[A-Za-z0-9_./@:-]+/g;

function features(value: Value, path: string, found: Map<string, number>): void {
  if (value.kind === 'leaf') {
    const isOne = value.form !== 'atom' && !/\s/.test(value.string ?? '');
    const parts = isOne ? [value.says] : (value.says.match(words) ?? []);
    for (const part of parts) found.set(`${path} ${part}`, (found.get(`${path} ${part}`) ?? 0) + 1);
    return;
  }
  for (const { key, value: inner } of value.entries) features(inner, `${path}/${key ?? ''}`, found);
}

const cache = new WeakMap<Entry, Map<string, number>>();

function featuresOf(entry: Entry): Map<string, number> {
  const known = cache.get(entry);
  if (known) return known;
  const found = new Map<string, number>();
  features(entry.value, '', found);
  cache.set(entry, found);
  return found;
}

/** Whether an entry has enough leaves to be known by them under another name. */
export const isTelling = (entry: Entry): boolean =>
  new Set([...featuresOf(entry).keys()].map((feature) => feature.slice(0, feature.indexOf(' ')))).size >= 3;

/** What two entries have in common, 0 to 1: leaves at the same place that say the same. */
export function similarity(a: Entry, b: Entry): number {
  if (sayOf(a) === sayOf(b)) return 1;
  const [left, right] = [featuresOf(a), featuresOf(b)];
  let [common, total] = [0, 0];
  for (const [feature, count] of left) {
    common += Math.min(count, right.get(feature) ?? 0);
    total += count;
  }
  for (const count of right.values()) total += count;
  return total === 0 ? 0 : (2 * common) / total;
}
