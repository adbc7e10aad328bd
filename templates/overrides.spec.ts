import {
  applyOverrides,
  differenceOf,
  documentKeys,
  formatAddress,
  itemKeys,
  type Override,
  type RenderedFile,
  type Segment,
} from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { isMap, isSeq, parseAllDocuments, type Document } from 'yaml';
import { generated } from './testing/standard';

const structured = [...generated().values()].filter(({ path }) => /\.(ya?ml|json)$/.test(path));

interface Found {
  readonly at: string;
  /** Where it is in the plain data: the document's index, then keys and indices. */
  readonly path: readonly (string | number)[];
}

/** Every place of a node that has an address. */
function placesOf(node: unknown, address: readonly Segment[], path: Found['path'], list?: string): Found[] {
  const below = (value: unknown, segment: Segment, key: string | number): Found[] => {
    const at = [...address, segment];
    const found = { at: formatAddress(at), path: [...path, key] };
    return [found, ...placesOf(value, at, found.path, 'key' in segment ? segment.key : undefined)];
  };
  if (isMap(node))
    return node.items.flatMap(({ key, value }) => below(value, { key: String(key) }, String(key)));
  if (!isSeq(node)) return [];
  const keys = itemKeys(node.items, list);
  return node.items.flatMap((item, index) => {
    const key = keys[index];
    return key === undefined ? [] : below(item, { item: key }, index);
  });
}

const dataOf = (text: string): unknown[] =>
  parseAllDocuments(text).map((document) => document.toJS() as unknown);

function placesIn(text: string): Found[] {
  const documents = parseAllDocuments(text) as Document[];
  const names = documentKeys(documents);
  return documents.flatMap((document, index) => {
    const name = names[index];
    const start: Segment[] = documents.length === 1 || name === undefined ? [] : [{ item: name }];
    return placesOf(document.contents, start, [index]);
  });
}

type Holder = Record<string | number, unknown> & unknown[];

/** The data with one place changed: what the override has to make of it. */
function expected(text: string, path: Found['path'], change: (holder: Holder, key: string | number) => void) {
  const data = dataOf(text);
  const holder = path.slice(0, -1).reduce<unknown>((value, key) => (value as Holder)[key as number], data);
  change(holder as Holder, path.at(-1) ?? 0);
  return data;
}

function applied(file: RenderedFile, one: Pick<Override, 'op' | 'at' | 'value'>): string {
  const override = { ...one, file: file.path, source: 'here' };
  const outcome = applyOverrides([file], [override], { level: 'service', directory: '' });
  expect(outcome.problems).toEqual([]);
  return outcome.files[0]?.text ?? '';
}

/**
 * Lines that are new although something was only taken away: not a holder that is empty now, a list in one line, or a
 * line that moved up behind its item's dash.
 */
function written(path: string, before: string, after: string): string[] {
  const lines = differenceOf(path, before, after).diff.split('\n').slice(2);
  const bare = (line: string): string => line.slice(1).replace(/^[ -]+/, '');
  const gone = lines.filter((line) => line.startsWith('-')).map(bare);
  return lines.filter(
    (line) => line.startsWith('+') && !/(\{\}|\[.*\])$/.test(line) && !line.startsWith('+++') && !gone.includes(bare(line)),
  );
} // prettier-ignore

/** The file with one more key in its last document. */
function withKey(file: RenderedFile): string {
  const documents = parseAllDocuments(file.text) as Document[];
  const at = documents.length > 1 ? `[${documentKeys(documents).at(-1) ?? ''}].x-added` : 'x-added';
  return applied(file, { op: 'add', value: 1, at });
}

it('there are files with addresses', () => {
  expect(structured.length).toBeGreaterThan(20);
});

describe.each(structured.map((file) => [file.path, file] as const))('%s', (path, file) => {
  it('gets one more key, and changes in no other byte', () => {
    const text = withKey(file);
    const line = path.endsWith('.json') ? /,\n\s*"x-added": 1(?=\n\}\n$)/ : /(?<=\n)\n?x-added: 1\n$/;
    expect(text).toMatch(line);
    expect(text.replace(line, '')).toBe(file.text);
  });
});

/** One service with everything, and the workspace. */
const sample = structured.filter(({ path }) => /^apps\/examples\/node-api-postgres\/|^[^a]/.test(path));

describe.each(sample.map((file) => [file.path, file] as const))('%s', (path, file) => {
  it('gets every place that has an address replaced and removed, and nothing else', () => {
    const places = placesIn(file.text).filter((_, index) => index % 4 === 0);
    expect(places.length).toBeGreaterThan(0);
    const value = { odd: 'no', text: 'two\nlines\n' };
    for (const { at, path: way } of places) {
      const key = way.at(-1);
      const removed = applied(file, { op: 'remove', at });
      expect(dataOf(removed), at).toEqual(expected(file.text, way, (holder, last) => {
        if (Array.isArray(holder)) holder.splice(Number(last), 1);
        else Reflect.deleteProperty(holder, last);
      })); // prettier-ignore
      if (!path.endsWith('.json')) expect(written(path, file.text, removed), at).toEqual([]);
      if (typeof key === 'number') continue;
      const replaced = applied(file, { op: 'replace', at, value });
      expect(dataOf(replaced), at).toEqual(expected(file.text, way, (holder, last) => {
        holder[last as number] = value;
      })); // prettier-ignore
    }
  });
});
