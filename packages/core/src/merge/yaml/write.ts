import { stringify, parseDocument, isMap, isSeq, visit, type Document } from 'yaml';
import { bodyOf, type Entry } from '../tree/tree';

/** An entry that stood between brackets, on lines of its own. */
export const toLines = ({ key }: Entry, body: string): string => `${key === undefined ? '- ' : ''}${body}\n`;

/** Whether it has comments; a `#` may be in a text, too. */
function hasComments(doc: Document): boolean {
  let isFound = Boolean(doc.comment ?? doc.commentBefore);
  visit(doc, {
    Node: (_, node) => {
      isFound ||= Boolean(node.comment ?? node.commentBefore);
    },
  });
  return isFound;
}

/** An entry of lines as it stands between brackets; undefined: it has comments. */
export function toInline(entry: Entry): string | undefined {
  const text = bodyOf(entry);
  const column = entry.contentStart - (entry.text.lastIndexOf('\n', entry.contentStart - 1) + 1);
  const doc = parseDocument(' '.repeat(column) + text);
  const node = doc.contents;
  if (doc.errors.length > 0 || hasComments(doc) || !(isMap(node) || isSeq(node))) return undefined;
  (node as { flow?: boolean }).flow = true;
  const inline = doc.toString({ lineWidth: 0, flowCollectionPadding: false }).trim();
  return inline.includes('\n') ? undefined : inline.slice(1, -1).trim();
}

const types: Record<string, 'QUOTE_SINGLE' | 'QUOTE_DOUBLE' | 'PLAIN'> = {
  single: 'QUOTE_SINGLE',
  double: 'QUOTE_DOUBLE',
  plain: 'PLAIN',
};

/** A text in the quotes of `form`. */
export function requote(text: string, form: string): string | undefined {
  const type = types[form];
  if (type === undefined || text.includes('\n')) return undefined;
  return stringify(text, { defaultStringType: type, lineWidth: 0 }).replace(/\n$/, '');
}
