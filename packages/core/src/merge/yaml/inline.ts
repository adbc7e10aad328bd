import { isCollection, isMap, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { isArgv } from '../tree/identities';
import { opaque, spread, type Draft } from '../tree/spread';
import type { Value } from '../tree/tree';
import { contentStartOf, isAllScalars, itemsOf, keyEndOf, keysOf, knownBy, propsOf, type Item } from './item';
import { asAtom, readLeaf, type Place } from './read';
import { noteAt } from './scan';

function readValue(node: Node | undefined, place: Place): Value {
  if (!node || !isCollection(node)) return readLeaf(node, place);
  const [start, end] = node.range ?? [place.from, place.from];
  const isBracketed = /[[{]/.test(place.text[start] ?? '');
  return isBracketed && (isMap(node) || isSeq(node))
    ? readInline(node, place)
    : opaque(place.text, start, end);
}

function readItem(item: Item, contentStart: number, place: Place): Draft {
  const { text } = place;
  const keyEnd = keyEndOf(item, contentStart);
  const { props, end: propsEnd } = propsOf(item);
  const { key, inner } = keysOf(item, place.key, text);
  const value = readValue(item.value, { ...place, from: Math.max(keyEnd, propsEnd), key: inner });
  return {
    ...{ text, props, value, contentStart, keyEnd, end: Math.max(value.end, keyEnd, propsEnd) },
    ...{ key, ...knownBy(item, place.key, text) },
  };
}

/** A collection between brackets. */
export function readInline(node: YAMLMap | YAMLSeq, place: Place): Value {
  const { text } = place;
  const [start, end] = node.range ?? [place.from, place.from];
  const drafts = itemsOf(node).map((item) => readItem(item, contentStartOf(item) ?? start, place));
  const isScalars = isSeq(node) && isAllScalars(node);
  const branch = spread(drafts, {
    ...{ text, start, end, kind: isSeq(node) ? 'list' : 'map', isSet: isScalars },
    noteEnd: (whole, at) => noteAt(whole, at)?.end ?? at,
  });
  return branch.kind !== 'leaf' && isScalars && isArgv(place.key) ? asAtom(branch) : branch;
}
