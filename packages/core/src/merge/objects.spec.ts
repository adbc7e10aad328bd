import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { mergeFile } from './merge-file';

type Data = string | number | boolean | { readonly [key: string]: Data };
type Slot = Data | undefined;

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const leaf = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.constantFrom('x', 'y z', '# no', 'a: b', 'lines\nof text\n', '', 'null', '1.0'),
  fc.boolean(),
);
const { data } = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof({ depthSize: 'small' }, leaf, fc.dictionary(key, tie('data'), { maxKeys: 4 })),
}));
const root = fc.dictionary(key, data, { minKeys: 1, maxKeys: 6 });

type Mapping = Readonly<Record<string, Data>>;

const isMapping = (one: Slot): one is Mapping => typeof one === 'object';

const sorted = (one: Slot): unknown =>
  isMapping(one)
    ? Object.entries(one)
        .map(([name, value]) => [name, sorted(value)])
        .sort()
    : (one ?? null);

const isSame = (a: Slot, b: Slot): boolean => JSON.stringify([sorted(a)]) === JSON.stringify([sorted(b)]);

/** Both replaced what was no mapping, and one by nothing: no union of the two is what that one says. */
const isEmptied = (base: Slot, mine: Mapping, theirs: Mapping): boolean =>
  base !== undefined && !isMapping(base) && [mine, theirs].some((one) => Object.keys(one).length === 0);

/** A merge of values, without texts: what a merge of texts has to say. `open` counts what both changed. */
function mergeData(base: Slot, mine: Slot, theirs: Slot, open: { count: number }): Slot {
  if (isSame(mine, theirs) || isSame(base, theirs)) return mine;
  if (isSame(base, mine)) return theirs;
  if (!isMapping(mine) || !isMapping(theirs) || isEmptied(base, mine, theirs)) {
    open.count++;
    return mine;
  }
  const was = isMapping(base) ? base : {};
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
  return Object.fromEntries(
    names.flatMap((name): [string, Data][] => {
      const value = mergeData(was[name], mine[name], theirs[name], open);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const runs = Number(process.env.MERGE_RUNS ?? 150);

it.each([
  ['a.yml', 'lines', (one: Data) => stringify(one), (one: Data) => stringify(one)],
  [
    'a.yml',
    'brackets by you',
    (one: Data) => stringify(one),
    (one: Data) => stringify(one, { collectionStyle: 'flow' }),
  ],
  [
    'a.json',
    'JSON',
    (one: Data) => `${JSON.stringify(one, null, 2)}\n`,
    (one: Data) => `${JSON.stringify(one, null, 2)}\n`,
  ],
])('any values merge as values do: %s, %s', (path, _name, standards, yours) => {
  fc.assert(
    fc.property(root, root, root, (was, is, wanted) => {
      const open = { count: 0 };
      const value = mergeData(was, is, wanted, open);
      const { text, conflicts } = mergeFile(path, {
        ...{ base: standards(was), mine: yours(is), theirs: standards(wanted) },
      });
      expect(conflicts.filter(({ kind }) => kind === 'file')).toEqual([]);
      expect(sorted(parse(text) as Data)).toEqual(sorted(value));
      expect(conflicts.length > 0, 'asks where both changed one thing, and only there').toBe(open.count > 0);
    }),
    { numRuns: runs },
  );
});
