import { parseAllDocuments, type Document } from 'yaml';
import { mergeFile } from '../merge/merge-file';
import { alignSequences } from '../merge/sequence/align';
import { mergeLines } from '../merge/sequence/merge';
import { printing } from '../yaml/node';

/** A file with a structure: its documents can be edited, and `print` gives its text. */
export interface StructuredFile {
  /** One, or those of a stream. */
  readonly documents: Document[];
  /** Text with the edits: what they do not touch is as it was, byte for byte. */
  readonly print: () => string;
}

const isJson = (path: string): boolean => path.endsWith('.json');
const isYaml = (path: string): boolean => /\.ya?ml$/.test(path);

/** Whether a file's structure is understood. */
export const isStructured = (path: string): boolean => isJson(path) || isYaml(path);

function printYaml(documents: readonly Document[]): string {
  return documents
    .map((document) => {
      if (document.directives) document.directives.docStart = null;
      return document.toString(printing);
    })
    .join('---\n');
}

function printJson(text: string, [document]: readonly Document[]): string {
  const indent = /^[{[]\s*?\n([ \t]+)/.exec(text)?.[1] ?? (text.includes('\n', 1) ? 2 : undefined);
  return `${JSON.stringify(document?.toJS(), null, indent)}${text.endsWith('\n') ? '\n' : ''}`;
}

const lines = (text: string): string[] => text.split(/(?<=\n)/);

/** The edits, line by line, made in a text that has its lines where `before` has them. */
function patchLines(text: readonly string[], before: readonly string[], after: readonly string[]): string {
  const kept = new Map(alignSequences(before, after).map(([old, now]) => [now, old]));
  return after.map((line, index) => text[kept.get(index) ?? -1] ?? line).join('');
}

/** `text` as it is printed without an edit, and with it. */
interface Printed {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** `after` with the lines of `text` where they were not edited; undefined: what is edited is written in another way. */
function byLine({ text, before, after }: Printed): string | undefined {
  if (before === text) return after;
  const [own, old, now] = [lines(text), lines(before), lines(after)];
  if (own.length === old.length) return patchLines(own, old, now);
  return mergeLines(old, own, now)?.join('');
}

/** The same entry by entry. */
function byStructure(path: string, { text, before, after }: Printed): string | undefined {
  const merged = mergeFile(path, { base: before, mine: text, theirs: after });
  return merged.conflicts.length === 0 ? merged.text : undefined;
}

const dataOf = (text: string): string =>
  JSON.stringify(parseAllDocuments(text, { logLevel: 'error' }).map((one) => one.toJS() as unknown));

function parse(path: string, text: string): Document[] | undefined {
  try {
    if (isJson(path)) JSON.parse(text);
  } catch {
    return undefined;
  }
  const documents = parseAllDocuments(text, { logLevel: 'error', version: '1.2', keepSourceTokens: false });
  const list = 'empty' in documents ? [] : documents;
  return list.length > 0 && list.every(({ errors }) => errors.length === 0) ? list : undefined;
}

/** YAML (one document or a stream) or JSON; undefined where the text is neither. `path` says which. */
export function parseStructured(path: string, text: string): StructuredFile | undefined {
  const documents = isStructured(path) ? parse(path, text) : undefined;
  if (!documents) return undefined;
  const printAll = (): string => (isJson(path) ? printJson(text, documents) : printYaml(documents));
  const before = printAll();
  const print = (): string => {
    const printed = { text, before, after: printAll() };
    const { after } = printed;
    const isSame = (made: string | undefined): made is string =>
      made !== undefined && (made === after || dataOf(made) === dataOf(after));
    const made = byLine(printed);
    if (isSame(made)) return made;
    const merged = byStructure(path, printed);
    return isSame(merged) ? merged : after;
  };
  return { documents, print };
}
