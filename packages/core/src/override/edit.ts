import {
  Document,
  isCollection,
  isMap,
  isNode,
  isPair,
  isSeq,
  Pair,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Segment } from '../address/address';
import { plainNode, scalarNode, type PlainValue } from '../yaml/node';
import { isStream, type Container, type Place } from './place';

/** The node that carries the comment and the empty line above an entry. */
const head = (entry: unknown): Node | undefined => {
  const node = isPair(entry) ? entry.key : entry;
  return isNode(node) ? node : undefined;
};

/** The parser gives a list the comment above its first entry; it is that entry's, and stays or goes with it. */
function claimComment(collection: YAMLMap | YAMLSeq): void {
  const first = head(collection.items[0]);
  if (!first || !collection.commentBefore || first.commentBefore) return;
  first.commentBefore = collection.commentBefore;
  collection.commentBefore = null;
}

/** A value that takes the place of another: on one line where that was. */
function successor(value: PlainValue, before: unknown): Node {
  const node = plainNode(value);
  const isAlike = (isSeq(node) && isSeq(before)) || (isMap(node) && isMap(before));
  if (isAlike && isCollection(node) && isCollection(before) && before.flow) node.flow = true;
  return node;
}

function documentOf(value: PlainValue): Document {
  const document = new Document(null, { version: '1.2', schema: 'core' });
  document.contents = plainNode(value);
  return document;
}

/** Puts another value in an entry's place; the comment above it stays, one behind it spoke of the old value. */
export function replaceAt({ container, index = -1 }: Place, value: PlainValue): void {
  if (isStream(container)) {
    container.splice(index, 1, documentOf(value));
    return;
  }
  claimComment(container);
  if (isMap(container)) {
    const pair = container.items[index];
    if (pair) pair.value = successor(value, pair.value);
    return;
  }
  const before = head(container.items[index]);
  const after = successor(value, before);
  if (before?.commentBefore) after.commentBefore = before.commentBefore;
  if (before?.spaceBefore) after.spaceBefore = true;
  container.items[index] = after;
}

/** Takes an entry away, with the comment above it. */
export function removeAt({ container, index = -1 }: Place): void {
  if (isStream(container)) {
    container.splice(index, 1);
    return;
  }
  claimComment(container);
  const [removed] = container.items.splice(index, 1);
  const first = index === 0 ? head(container.items[0]) : undefined;
  if (first) first.spaceBefore = head(removed)?.spaceBefore ?? false;
}

/** Entries that an empty line separates get another one. */
function spaceOut(collection: YAMLMap | YAMLSeq, position: number): void {
  const heads = (collection.items as unknown[]).map(head);
  const others = heads.filter((_, index) => index !== position).slice(1);
  const separated = heads[position === 0 ? 1 : position];
  if (separated && others.length > 0 && others.every((one) => one?.spaceBefore)) separated.spaceBefore = true;
}

/** Puts a new entry at a position. `segment` has its key, where the container is a mapping. */
export function insertAt(container: Container, position: number, segment: Segment, value: PlainValue): void {
  if (isStream(container)) {
    container.splice(position, 0, documentOf(value));
    return;
  }
  claimComment(container);
  if (container.items.length === 0) container.flow = false;
  const node = plainNode(value);
  if (isMap(container))
    container.items.splice(
      position,
      0,
      new Pair(scalarNode('key' in segment ? segment.key : segment.item), node),
    );
  else container.items.splice(position, 0, node);
  spaceOut(container, position);
}
