import { uniqueNames } from '../tree/names';
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
import { readInline } from './inline';
import { isArgv, itemName } from '../tree/identities';
import { lineStart, nextLine, noteAt, tailEnd } from './scan';
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

function readBlock(node: YAMLMap | YAMLSeq, place: Place, start: number, isCompact: boolean): Branch {
  const { text, limit } = place;
  const items = itemsOf(node);
  const starts = items.map((item) => contentStartOf(item) ?? start);
  const indent = columnOf(text, starts[0] ?? start);
  const entries: Entry[] = [];
  const isList = isSeq(node);
  const known = isList ? items.map(({ value }) => identitiesOf(value, place.key)) : [];
  const names = uniqueNames(
    isList
      ? known.map((one) => one.text ?? itemName(one.identities))
      : items.map(({ key }) => keyText(key, text)),
  );
  let at = start;
  items.forEach((item, index) => {
    const next = starts[index + 1];
    const read = readItem(item, {
      start: at,
      contentStart: starts[index] ?? at,
      text,
      limit: next === undefined ? limit : lineStart(text, next),
      column: indent,
      outer: place.column,
      key: place.key,
      isCompact: isCompact && index === 0,
    });
    entries.push({ ...read, name: names[index] ?? '', identities: known[index]?.identities ?? [] });
    at = read.end;
  });
  const end = tailEnd(text, at, limit, Math.max(indent, place.column));
  const kind = isList ? 'list' : 'map';
  const says = branchSays(
    kind,
    entries.map((entry) => entrySays(entry.key, sayOf(entry))),
  );
  const isSet = isList && isAllScalars(node);
  return {
    ...{ kind, text, says, start, end, layout: 'lines', joiner: '', indent, isCompact },
    ...{ introEnd: start, tailStart: at, entries, isSet },
  };
}

interface ItemPlace extends Omit<Place, 'from'> {
  readonly start: number;
  readonly contentStart: number;
  readonly outer: number;
  readonly isCompact: boolean;
}

type Read = Omit<Entry, 'name' | 'identities'>;

function readItem(item: Item, place: ItemPlace): Read {
  const { text, start, contentStart, limit, column, isCompact } = place;
  const keyEnd = keyEndOf(item, contentStart);
  const { props, end: propsEnd } = propsOf(item);
  const key = item.key === undefined ? undefined : keyText(item.key, text);
  const from = Math.max(keyEnd, propsEnd);
  const value = readValue(item.value, { text, from, limit, column: column + 1, key: key ?? place.key });
  const common = {
    text,
    ...{ key: item.key === undefined ? undefined : scalarSays(item.key).says || key, props },
    ...{
      start,
      leadEnd: isCompact ? contentStart : lineStart(text, contentStart),
      contentStart,
      keyEnd,
      value,
    },
  };
  return { ...common, ...readNote(text, from, value) };
}

/** The comment at the end of the entry's line, and where the entry ends. */
export function readNote(
  text: string,
  from: number,
  value: Value,
): Pick<Entry, 'noteStart' | 'noteEnd' | 'end'> {
  const isBelow = text.slice(from, value.start).includes('\n');
  const isBlock =
    (value.kind !== 'leaf' && value.layout === 'lines') ||
    (isBelow && value.end > value.start && text[value.end - 1] === '\n');
  if (value.kind === 'leaf' && value.form === 'lines') return { noteStart: -1, noteEnd: -1, end: value.end };
  if (!isBlock) {
    const note = noteAt(text, value.end);
    const noteEnd = note?.end ?? value.end;
    return { noteStart: value.end, noteEnd, end: nextLine(text, noteEnd) };
  }
  const note = isBelow ? noteAt(text, from) : undefined;
  return { noteStart: note?.start ?? -1, noteEnd: note?.end ?? -1, end: value.end };
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
