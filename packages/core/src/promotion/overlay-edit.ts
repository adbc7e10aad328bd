import { isScalar, type Pair, type YAMLMap } from 'yaml';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Placed {
  readonly key: { readonly start: number; readonly end: number };
  readonly value: { readonly start: number; readonly end: number };
}

function place(pair: Pair | undefined): Placed | undefined {
  if (!pair || !isScalar(pair.key) || !isScalar(pair.value) || !pair.key.range || !pair.value.range)
    return undefined;
  const [keyStart, keyEnd] = pair.key.range;
  const [start, end] = pair.value.range;
  return { key: { start: keyStart, end: keyEnd }, value: { start, end } };
}

const pairOf = (map: YAMLMap, key: string): Placed | undefined =>
  place(map.items.find((pair: Pair) => isScalar(pair.key) && pair.key.value === key));

/** The whole line that a pair stands on, with its end. */
function lineOf(content: string, { key, value }: Placed): Edit {
  const start = content.lastIndexOf('\n', key.start - 1) + 1;
  const next = content.indexOf('\n', value.end);
  return { start, end: next < 0 ? content.length : next + 1, text: '' };
}

/** A new line below another pair, indented as its key is. */
function below(content: string, { key, value }: Placed, line: string): Edit {
  const column = key.start - (content.lastIndexOf('\n', key.start - 1) + 1);
  const next = content.indexOf('\n', value.end);
  const end = next < 0 ? content.length : next;
  const lineEnd = content[end - 1] === '\r' ? '\r\n' : '\n';
  const at = lineEnd === '\r\n' ? end - 1 : end;
  return { start: at, end: at, text: `${lineEnd}${' '.repeat(column)}${line}` };
}

const replaceValue = (placed: Placed, text: string): Edit => ({ ...placed.value, text });

function digestEdits(content: string, map: YAMLMap, anchor: Placed, digest: string): Edit[] {
  const [old, tag] = [pairOf(map, 'digest'), pairOf(map, 'newTag')];
  if (old && tag) return [replaceValue(old, digest), lineOf(content, tag)];
  if (old) return [replaceValue(old, digest)];
  if (tag) return [{ start: tag.key.start, end: tag.value.end, text: `digest: ${digest}` }];
  return [below(content, anchor, `digest: ${digest}`)];
}

/** The entry's lines with the new values; every other byte stays. The entry is a block map of scalars with a `name`. */
export function editEntry(content: string, map: YAMLMap, newName: string, digest: string): string {
  const name = pairOf(map, 'name');
  if (!name) return content;
  const known = pairOf(map, 'newName');
  const nameEdit = known ? replaceValue(known, newName) : below(content, name, `newName: ${newName}`);
  const edits = [nameEdit, ...digestEdits(content, map, known ?? name, digest)];
  return edits
    .map((edit, order) => ({ ...edit, order }))
    .sort((a, b) => b.start - a.start || b.order - a.order)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), content);
}
