import { introEnd } from '../tree/whole';
import { uniqueNames } from '../tree/names';
import { isMap, parseAllDocuments, type Document } from 'yaml';
import { branchSays, sayOf, type Branch, type Entry } from '../tree/tree';
import { contentStartOf, itemsOf, knownBy } from './item';
import { readNote } from './note';
import { itemName } from '../tree/identities';
import { readValue } from './read';
import { lineStart } from './scan';

type Doc = Document.Parsed;

/** Where the `---` of a document is that begins after `from` and whose content begins before `to`. */
function markerAt(text: string, from: number, to: number): number | undefined {
  const pattern = /^---(?=\s|$)/gm;
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match && match.index <= to ? match.index : undefined;
}

const contentOf = (doc: Doc): number => {
  const first = isMap(doc.contents) && !doc.contents.flow ? itemsOf(doc.contents)[0] : undefined;
  return (first && contentStartOf(first)) ?? doc.contents?.range[0] ?? doc.range[1];
};

function readDocument(text: string, doc: Doc, start: number, end: number): Omit<Entry, 'name'> {
  const marker = markerAt(text, start, contentOf(doc));
  const keyEnd = marker === undefined ? start : marker + 3;
  const content = contentOf(doc);
  const isBlock = doc.contents !== null && 'items' in doc.contents && doc.contents.flow !== true;
  const from = marker === undefined ? start : keyEnd;
  const read = readValue(doc.contents ?? undefined, { text, from, limit: end, column: 0, key: undefined });
  const value = read.kind !== 'leaf' && isBlock ? withIntro(read, text, content) : read;
  const note = readNote(text, from, value);
  return {
    ...{
      text,
      key: undefined,
      identities: knownBy({ key: undefined, value: doc.contents ?? undefined }, undefined, text).identities,
      props: '',
      value,
    },
    ...{ start, leadEnd: start, contentStart: start, keyEnd, ...note, end },
  };
}

const withIntro = (branch: Branch, text: string, content: number): Branch => {
  const end = introEnd(text, branch.start, lineStart(text, content));
  const [first, ...rest] = branch.entries;
  return first ? { ...branch, introEnd: end, entries: [{ ...first, start: end }, ...rest] } : branch;
};

/** Where each document of the stream begins. */
function startsOf(text: string, docs: readonly Doc[]): number[] | undefined {
  const starts = [0];
  for (const [index, doc] of docs.entries()) {
    const next = docs[index + 1];
    if (!next) break;
    const marker = markerAt(text, doc.range[1], Math.max(contentOf(next), next.range[0]));
    if (marker === undefined) return undefined;
    starts.push(marker);
  }
  return starts;
}

/**
 * A YAML stream as a list of documents; undefined: not YAML, or written in a way that the tree has no place for.
 * The text has LF line ends and ends with one.
 */
export function parseYaml(text: string): Branch | undefined {
  const docs = parseAllDocuments(text, { keepSourceTokens: true, logLevel: 'silent' });
  if (!Array.isArray(docs) || docs.some(({ errors }) => errors.length > 0)) return undefined;
  const starts = startsOf(text, docs);
  if (!starts) return undefined;
  const read = docs.map((doc, index) =>
    readDocument(text, doc, starts[index] ?? 0, starts[index + 1] ?? text.length),
  );
  const names = uniqueNames(read.map(({ identities }) => itemName(identities)));
  const only = docs.length === 1 ? ['document '] : [];
  const entries = read.map((entry, index) => ({
    ...entry,
    identities: [...entry.identities, ...only],
    name: names[index] ?? '',
  }));
  const says = branchSays('list', entries.map(sayOf));
  return {
    ...{
      kind: 'list',
      text,
      says,
      start: 0,
      end: text.length,
      layout: 'lines',
      joiner: '',
      indent: 0,
      divider: '---\n',
    },
    ...{ isCompact: false, introEnd: 0, tailStart: text.length, entries, isSet: false },
  };
}
