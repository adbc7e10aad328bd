import { isCollection, isMap, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { branchSays, entrySays, sayOf, type Branch, type Entry, type Leaf, type Value } from '../tree/tree';
import {
  contentStartOf,
  identitiesOf,
  isAllScalars,
  itemsOf,
  keyEndOf,
  keyText,
  propsOf,
  type Item,
} from './item';
import { isArgv, itemName, uniqueNames } from './names';
import { asAtom, readLeaf, type Place } from './read';
import { lineStart, noteAt } from './scan';
import { scalarSays } from './says';

/** A collection between brackets that is written so that only its text can be compared. */
function opaque(text: string, start: number, end: number): Leaf {
  return {
    kind: 'leaf',
    says: `source ${text.slice(start, end).replace(/\s+/g, ' ')}`,
    start,
    end,
    form: 'atom',
  };
}

function readInlineValue(node: Node | undefined, place: Place): Value {
  if (!node || !isCollection(node)) return readLeaf(node, place);
  const [start, end] = node.range ?? [place.from, place.from];
  if (!(isMap(node) || isSeq(node)) || !/[[{]/.test(place.text[start] ?? ''))
    return opaque(place.text, start, end);
  const branch = readInline(node, place);
  return isSeq(node) && isArgv(place.key) && isAllScalars(node) ? asAtom(branch) : branch;
}

/** Where a comma between `from` and `to` is; comments before it are not expected. */
function afterComma(text: string, from: number, to: number): number | undefined {
  const match = /^\s*,/.exec(text.slice(from, to));
  return match ? from + match[0].length : undefined;
}

type Read = Omit<Entry, 'name' | 'identities'>;

function readItem(item: Item, contentStart: number, place: Place): Read {
  const { text } = place;
  const keyEnd = keyEndOf(item, contentStart);
  const { props, end: propsEnd } = propsOf(item);
  const key = item.key === undefined ? undefined : keyText(item.key, text);
  const from = Math.max(keyEnd, propsEnd);
  const value = readInlineValue(item.value, { ...place, from, key: key ?? place.key });
  return {
    text,
    ...{ key: item.key === undefined ? undefined : scalarSays(item.key).says || key, props, value },
    ...{ start: contentStart, leadEnd: contentStart, contentStart, keyEnd },
    ...{ end: Math.max(value.end, keyEnd), noteStart: -1, noteEnd: -1 },
  };
}

/** Items with the white space and comments around them; undefined: a comment is where we cannot keep it. */
function spread(
  read: readonly Read[],
  text: string,
  open: number,
  close: number,
): { entries: Read[]; tail: number } | undefined {
  const entries: Read[] = [];
  let at = open;
  for (const [index, entry] of read.entries()) {
    const next = read[index + 1]?.contentStart ?? close;
    const comma = afterComma(text, entry.end, next);
    if (comma === undefined && index < read.length - 1) return undefined;
    const note = noteAt(text, comma ?? entry.end);
    const noteStart = comma ?? entry.end;
    const noteEnd = note && note.end <= next ? note.end : noteStart;
    entries.push({ ...entry, start: at, noteStart, noteEnd });
    at = noteEnd;
  }
  return { entries, tail: at };
}

/** A collection between brackets. */
export function readInline(node: YAMLMap | YAMLSeq, place: Place): Branch {
  const { text } = place;
  const [start, end] = node.range ?? [place.from, place.from];
  const items = itemsOf(node);
  const isList = isSeq(node);
  const known = isList ? items.map(({ value }) => identitiesOf(value, place.key)) : [];
  const names = uniqueNames(
    isList
      ? known.map((one) => one.text ?? itemName(one.identities))
      : items.map(({ key }) => keyText(key, text)),
  );
  const read = items.map((item) => readItem(item, contentStartOf(item) ?? start, place));
  const { entries, tail } = spread(read, text, start + 1, end - 1) ?? { entries: read, tail: end - 1 };
  const multiline = entries.find((one) => text.slice(one.start, one.contentStart).includes('\n'));
  const kind: Branch['kind'] = isList ? 'list' : 'map';
  const said = entries.map(({ key, props, value }) => entrySays(key, sayOf({ props, value })));
  return {
    ...{ kind, text, says: branchSays(kind, said), start, end, layout: 'inline', joiner: ',' },
    indent: multiline ? multiline.contentStart - lineStart(text, multiline.contentStart) : 0,
    ...{ isCompact: false, introEnd: start + 1, tailStart: tail },
    entries: entries.map((entry, index) => ({
      ...entry,
      name: names[index] ?? '',
      identities: known[index]?.identities ?? [],
    })),
    isSet: isList && isAllScalars(node),
  };
}
