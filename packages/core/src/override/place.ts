import { isCollection, isMap, isScalar, isSeq, type Document, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Address, Segment } from '../address/address';
import { documentKeys, itemIndex, itemKeys } from '../address/item-key';

/** What has entries: a mapping, a list, or the documents of a stream. */
export type Container = YAMLMap | YAMLSeq | Document[];

/** A place in a file: an entry of a container, or one that is not there yet. */
export interface Place {
  readonly container: Container;
  readonly segment: Segment;
  /** Key that the container is the value of. */
  readonly list: string | undefined;
  /** Undefined: not there. */
  readonly index: number | undefined;
  /** Its address, items by what they are called best. */
  readonly path: Address;
}

/** The way to a place ends before it. */
export interface DeadEnd {
  /** How far the way goes. */
  readonly path: Address;
  /** What does not lead on; the rest of the address is below it. */
  readonly segment: Segment;
  /** What is there: something else than a container has no entries. */
  readonly at: Container | undefined;
  readonly list: string | undefined;
}

export const isStream = (container: Container): container is Document[] => Array.isArray(container);

const keyText = (key: unknown): string | undefined => (isScalar(key) ? String(key.value) : undefined);

/** What the entries of a container are called: keys, or what items are known by. */
export function entryNames(container: Container, list?: string): (string | undefined)[] {
  if (isStream(container)) return documentKeys(container);
  return isSeq(container) ? itemKeys(container.items, list) : container.items.map(({ key }) => keyText(key));
}

function indexOf(container: Container, segment: Segment, list: string | undefined): number | undefined {
  if (isSeq(container)) return 'item' in segment ? itemIndex(container.items, segment.item, list) : undefined;
  const isAsked = isStream(container) === 'item' in segment;
  const index = isAsked ? entryNames(container).indexOf('item' in segment ? segment.item : segment.key) : -1;
  return index < 0 ? undefined : index;
}

/** The value of an entry. */
export function valueAt(container: Container, index: number): unknown {
  if (isStream(container)) return container[index]?.contents;
  return isSeq(container) ? container.items[index] : container.items[index]?.value;
}

/** The segment with which an entry is called best. */
function canonical(place: Omit<Place, 'path'>): Segment {
  const { container, segment, list, index } = place;
  if ('key' in segment || index === undefined) return segment;
  return { item: entryNames(container, list)[index] ?? segment.item };
}

/** A stream's documents are items; those of a file with one document may be named, and need not be. */
function start(documents: Document[], address: Address): Container | undefined {
  const [document] = documents;
  const [first] = address;
  const contents = document?.contents;
  const isNamed = first !== undefined && 'item' in first && !isSeq(contents);
  if (documents.length > 1 || isNamed) return documents;
  return isMap(contents) || isSeq(contents) ? contents : undefined;
}

/** Follows an address. Its last segment need not be there, everything above it has to be. */
export function findPlace(documents: Document[], address: Address): Place | DeadEnd {
  let container = start(documents, address);
  let list: string | undefined;
  const path: Segment[] = [];
  for (const [depth, segment] of address.entries()) {
    if (!container) return { path, segment, at: undefined, list };
    const index = indexOf(container, segment, list);
    const entry = { container, segment, list, index };
    if (depth === address.length - 1) return { ...entry, path: [...path, canonical(entry)] };
    if (index === undefined) return { path, segment, at: container, list };
    path.push(canonical(entry));
    const value = valueAt(container, index);
    container = isCollection(value) ? value : undefined;
    list = 'key' in segment ? segment.key : undefined;
  }
  return { path, segment: { key: '' }, at: container, list };
}

export const isPlace = (found: Place | DeadEnd): found is Place => 'container' in found;
