import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import { isArgv, itemIdentities, itemName, scalarIdentities } from '../tree/identities';
import { spread, type Draft } from '../tree/spread';
import type { Branch, Leaf, Value } from '../tree/tree';
import { asStream } from '../tree/whole';

/** The comment after a value (and its comma), up to the end of the line. */
const note = /[ \t]*(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[^\n])*\*\/[ \t]*)(?=\n|$)/y;

function noteEnd(text: string, at: number): number {
  note.lastIndex = at;
  return note.exec(text) ? note.lastIndex : at;
}

const endOf = ({ offset, length }: Node): number => offset + length;

function fieldsOf(node: Node): Map<string, string> {
  const fields = new Map<string, string>();
  for (const { children } of node.children ?? []) {
    const [key, value] = children ?? [];
    if (key && (value?.type === 'string' || value?.type === 'number'))
      fields.set(String(key.value), String(value.value));
  }
  return fields;
}

function leafOf(text: string, node: Node): Leaf {
  const [start, end] = [node.offset, endOf(node)];
  const string = node.type === 'string' ? (node.value as string) : undefined;
  const says = string === undefined ? text.slice(start, end) : JSON.stringify(string);
  return { kind: 'leaf', says, start, end, form: 'plain', string };
}

function itemOf(text: string, node: Node, key: string | undefined): Draft {
  const string = node.type === 'string' ? (node.value as string) : undefined;
  const identities = string === undefined ? itemIdentities(fieldsOf(node)) : scalarIdentities(key, string);
  return {
    ...{ text, key: undefined, identities, props: '', value: readNode(text, node, key) },
    ...{ contentStart: node.offset, keyEnd: node.offset, end: endOf(node) },
    called: string ?? itemName(identities),
  };
}

function propertyOf(text: string, node: Node): Draft | undefined {
  const [key, value] = node.children ?? [];
  if (!key || !value) return undefined;
  const name = String(key.value);
  return {
    ...{ text, key: JSON.stringify(name), identities: [], props: '', value: readNode(text, value, name) },
    ...{ contentStart: node.offset, keyEnd: value.offset, end: endOf(value), called: name },
  };
}

function readNode(text: string, node: Node, key: string | undefined): Value {
  if (node.type !== 'object' && node.type !== 'array') return leafOf(text, node);
  const children = node.children ?? [];
  const isList = node.type === 'array';
  const drafts = children.flatMap((child) =>
    isList ? itemOf(text, child, key) : (propertyOf(text, child) ?? []),
  );
  const isScalars = isList && children.every(({ type }) => type !== 'object' && type !== 'array');
  const branch = spread(drafts, {
    ...{
      text,
      start: node.offset,
      end: endOf(node),
      kind: isList ? 'list' : 'map',
      isSet: isScalars,
      noteEnd,
    },
  });
  if (branch.kind === 'leaf' || !isScalars || !isArgv(key)) return branch;
  return { kind: 'leaf', says: branch.says, start: branch.start, end: branch.end, form: 'atom' };
}

function hasTwins({ type, children = [] }: Node): boolean {
  const keys = type === 'object' ? children.map((child) => String(child.children?.[0]?.value)) : [];
  return new Set(keys).size < keys.length || children.some(hasTwins);
}

/** JSON, with comments and trailing commas if it has them; undefined: it is none, or says one key twice. */
export function parseJson(text: string): Branch | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (!root || errors.length > 0 || hasTwins(root)) return undefined;
  return asStream(text, readNode(text, root, undefined));
}
