import { stringify } from 'yaml';
import { uniqueNames } from '../tree/names';
import { noteOf, type Entry, type Leaf } from '../tree/tree';

const pair = /^([A-Za-z_][\w.-]*)(=|$)/;

function asPair(entry: Entry): Entry | undefined {
  const { value, text } = entry;
  if (value.kind !== 'leaf' || value.form === 'lines' || value.form === 'atom' || entry.props)
    return undefined;
  const quote = value.form === 'plain' ? 0 : 1;
  const [start, end] = [value.start + quote, value.end - quote];
  const match = pair.exec(text.slice(start, end));
  if (!match || text.slice(start, end) !== value.string) return undefined;
  const [assigned, name = '', sign] = match;
  const keyEnd = start + assigned.length;
  const string = text.slice(keyEnd, end);
  const says = sign === '=' ? JSON.stringify(string) : 'null';
  const inner: Leaf = { kind: 'leaf', says, form: 'plain', start: keyEnd, end, string };
  return { ...entry, key: JSON.stringify(name), name, keyEnd, value: inner, isPair: true };
}

/** The items of a list as the pairs of a mapping; undefined: some are not `KEY=value`, or a key is there twice. */
export function asPairs(entries: readonly Entry[]): Entry[] | undefined {
  const pairs = entries.map(asPair);
  if (pairs.length === 0 || !pairs.every((one) => one !== undefined)) return undefined;
  const names = uniqueNames(pairs.map(({ name }) => name));
  return pairs.every(({ name }, index) => name === names[index]) ? pairs : undefined;
}

/** A pair in the other form: `KEY: value` becomes `- KEY=value`, and the other way round. */
export function recast(entry: Entry): string | undefined {
  const { name, value, isPair } = entry;
  if (value.kind !== 'leaf' || value.form === 'lines' || value.form === 'atom') return undefined;
  const isNone = value.says === 'null';
  const text = value.string ?? entry.text.slice(value.start, value.end);
  if (isPair)
    return `${name}:${isNone ? '' : ` ${stringify(text, { lineWidth: 0 }).trimEnd()}`}${noteOf(entry)}\n`;
  const isPlain = stringify(`${name}=${text}`, { lineWidth: 0 }).trimEnd() === `${name}=${text}`;
  return isNone ? `- ${name}${noteOf(entry)}\n` : isPlain ? `- ${name}=${text}${noteOf(entry)}\n` : undefined;
}
