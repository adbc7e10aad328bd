import { uniqueNames } from '../tree/names';
import { isCollection, isMap, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { branchSays, entrySays, sayOf, type Branch, type Entry, type Leaf, type Value } from '../tree/tree';
import { contentStartOf, isAllScalars, itemsOf, keyEndOf, keysOf, knownBy, propsOf, type Item } from './item';
import { readNote } from './note';
import { readInline } from './inline';
import { asPairs } from './pairs';
import { isArgv } from '../tree/identities';
import { lineStart, nextLine, tailEnd } from './scan';
import { scalarSays } from './says';

/** Where a value may lie. */
export interface Place {
  readonly text: string;
  /** Where its key, dash, anchor or tag ends. */
  readonly from: number;
  /** Where what follows the parent begins, comments before it included. */
  readonly limit: number;
  /** Comments below this column belong to an outer collection. */
  readonly column: number;
  /** The key that the value, or the list around it, stands under. */
  readonly key: string | undefined;
}

const columnOf = (text: string, at: number): number => at - lineStart(text, at);

/** Empty lines after a text belong to what follows, unless the text keeps them (`|+`). */
function blockEnd(text: string, start: number, end: number): number {
  const header = text.slice(start, nextLine(text, start));
  if (/^[|>]\d?\+/.test(header)) return end;
  const trimmed = text.slice(start, end).replace(/(?:\n[ \t]*)+$/, '\n');
  return start + trimmed.length;
}

export function readLeaf(node: Node | undefined, { text, from }: Pick<Place, 'text' | 'from'>): Leaf {
  const said = scalarSays(node);
  const range = node?.range;
  if (!range || range[0] === range[1]) return { kind: 'leaf', ...said, start: from, end: from };
  const end = said.form === 'lines' ? blockEnd(text, range[0], range[1]) : range[1];
  return { kind: 'leaf', ...said, start: range[0], end };
}

export const asAtom = (branch: Branch): Leaf => ({
  kind: 'leaf',
  says: branch.says,
  start: branch.start,
  end: branch.end,
  form: 'atom',
});

/** The entries of a block collection, each from the end of the one before. */
function readEntries(node: YAMLMap | YAMLSeq, place: Place, start: number, isCompact: boolean): Entry[] {
  const { text, limit, key } = place;
  const items = itemsOf(node);
  const starts = items.map((item) => contentStartOf(item) ?? start);
  const column = columnOf(text, starts[0] ?? start);
  const known = items.map((item) => knownBy(item, key, text));
  const names = uniqueNames(known.map(({ called }) => called));
  let at = start;
  return items.map((item, index) => {
    const next = starts[index + 1];
    const end = next === undefined ? limit : lineStart(text, next);
    const contentStart = starts[index] ?? at;
    const leadEnd = isCompact && index === 0 ? contentStart : lineStart(text, contentStart);
    const read = readItem(item, { text, limit: end, column, key, start: at, leadEnd, contentStart });
    at = read.end;
    return { ...read, name: names[index] ?? '', identities: known[index]?.identities ?? [] };
  });
}

/** The column of the entries, and the end of the last one. */
const edgesOf = (entries: readonly Entry[], text: string, start: number): [number, number] => [
  columnOf(text, entries[0]?.contentStart ?? start),
  entries.at(-1)?.end ?? start,
];

/** A list of texts, whose order means nothing (argument lists are one value). */
const isSetLike = (node: YAMLMap | YAMLSeq): boolean => isSeq(node) && isAllScalars(node);

function readBlock(node: YAMLMap | YAMLSeq, place: Place, start: number, isCompact: boolean): Branch {
  const { text, limit } = place;
  const read = readEntries(node, place, start, isCompact);
  const isTexts = isSetLike(node);
  const pairs = isTexts && place.key === 'environment' ? asPairs(read) : undefined;
  const entries = pairs ?? read;
  const [indent, tailStart] = edgesOf(entries, text, start);
  const end = tailEnd(text, tailStart, limit, Math.max(indent, place.column));
  const kind = isSeq(node) && !pairs ? 'list' : 'map';
  const said = entries.map((entry) => entrySays(entry.key, sayOf(entry)));
  return {
    ...{
      kind,
      text,
      says: branchSays(kind, said),
      start,
      end,
      layout: 'lines',
      joiner: '',
      indent,
      isCompact,
    },
    ...{ introEnd: start, tailStart, entries, isSet: isTexts, isPairs: pairs && true },
  };
}

interface ItemPlace extends Omit<Place, 'from'>, Pick<Entry, 'start' | 'leadEnd' | 'contentStart'> {}

function readItem(item: Item, place: ItemPlace): Omit<Entry, 'name' | 'identities'> {
  const { text, start, leadEnd, contentStart, limit, column } = place;
  const keyEnd = keyEndOf(item, contentStart);
  const { props, end: propsEnd } = propsOf(item);
  const { key, inner } = keysOf(item, place.key, text);
  const from = Math.max(keyEnd, propsEnd);
  const value = readValue(item.value, { text, from, limit, column: column + 1, key: inner });
  return { text, key, props, start, leadEnd, contentStart, keyEnd, value, ...readNote(text, from, value) };
}

const isFlow = (node: Node): boolean => (node as { flow?: boolean }).flow === true;

/** The value of an item, or of a document. */
export function readValue(node: Node | undefined, place: Place): Value {
  if (!node || !isCollection(node) || !(isMap(node) || isSeq(node))) return readLeaf(node, place);
  const branch = isFlow(node) ? readInline(node, place) : readBelow(node, place);
  return branch.kind === 'list' && isArgv(place.key) && isSeq(node) && isAllScalars(node)
    ? asAtom(branch)
    : branch;
}

function readBelow(node: YAMLMap | YAMLSeq, place: Place): Branch {
  const { text, from } = place;
  const first = itemsOf(node)[0];
  const content = (first && contentStartOf(first)) ?? from;
  const lineEnd = nextLine(text, from);
  const isCompact = from > 0 && lineEnd > content;
  return readBlock(node, place, isCompact || from === 0 ? (isCompact ? content : from) : lineEnd, isCompact);
}
