import { Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isAmbiguous } from '@org/ci-core';
import { Noted, type Notes, type YamlObject, type YamlValue } from './value';

type Node = Scalar | YAMLMap | YAMLSeq;

/** A comment is text after `#`; the library prefixes every line of it. */
const commentText = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : ` ${line}`))
    .join('\n');

function scalar(value: string | number | boolean | null): Scalar {
  const node = new Scalar(value);
  if (typeof value === 'string' && isAmbiguous(value)) node.type = Scalar.QUOTE_SINGLE;
  return node;
}

const isList = (value: YamlValue): value is readonly YamlValue[] => Array.isArray(value);

function sequence(values: readonly YamlValue[], plainKeys: ReadonlySet<string>): YAMLSeq {
  const node = new YAMLSeq();
  for (const value of values) {
    if (value === undefined) continue;
    const notes = value instanceof Noted ? value.notes : {};
    node.items.push(placed(toNode(value, plainKeys), notes));
  }
  return node;
}

/** Puts what stands above an entry on the node that comes first in it. */
function placed<T extends Node>(node: T, notes: Notes): T {
  if (notes.before !== undefined) node.commentBefore = commentText(notes.before);
  if (notes.space) node.spaceBefore = true;
  return node;
}

function mapping(value: YamlObject, plainKeys: ReadonlySet<string>): YAMLMap {
  const node = new YAMLMap();
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    const notes = entry instanceof Noted ? entry.notes : {};
    const name = plainKeys.has(key) ? new Scalar(key) : scalar(key);
    node.items.push(new Pair(placed(name, notes), toNode(entry, plainKeys)));
  }
  return node;
}

/**
 * Plain data and notes → a node of the `yaml` package.
 * @param plainKeys keys that stay unquoted although a YAML 1.1 reader would misread them (`on` of a workflow)
 */
export function toNode(value: YamlValue, plainKeys: ReadonlySet<string> = new Set()): Node {
  if (value instanceof Noted) {
    const node = toNode(value.value, plainKeys);
    if (value.notes.after !== undefined) node.comment = commentText(value.notes.after);
    if (value.notes.flow && !(node instanceof Scalar)) node.flow = true;
    return node;
  }
  if (isList(value)) return sequence(value, plainKeys);
  if (typeof value === 'object' && value !== null) return mapping(value, plainKeys);
  return scalar(value ?? null);
}
