import { isSeq, type Document } from 'yaml';
import { parseAddress, type Segment } from '../address/address';
import { itemIndex, itemKeys } from '../address/item-key';
import type { Problem } from '../problem/problem';
import { failed, ok, type Result } from '../problem/result';
import { plainNode, type PlainValue } from '../yaml/node';
import { insertAt, removeAt, replaceAt } from './edit';
import type { SourcedOverride } from './override';
import {
  entryNames,
  findPlace,
  isPlace,
  isStream,
  valueAt,
  type Container,
  type DeadEnd,
  type Place,
} from './place';
import { absent, anchorless, present, problem, unreachable } from './problems';

const nameOf = (segment: Segment): string => ('key' in segment ? segment.key : segment.item);

/** Position of a new entry: beside its anchor, else at the end. */
function positionOf(one: SourcedOverride, container: Container, list: string | undefined): Result<number> {
  const anchor = one.before ?? one.after;
  const names = entryNames(container, list);
  if (anchor === undefined) return ok(names.length);
  const exact = names.indexOf(anchor);
  const index = exact >= 0 || !isSeq(container) ? exact : (itemIndex(container.items, anchor, list) ?? -1);
  if (index < 0) return failed(anchorless(one, anchor, container, list));
  return ok(one.before === undefined ? index + 1 : index);
}

/** An item is called by what is in it: the address has to call it so, too. */
function misnamed(one: SourcedOverride, { segment, container, list }: Place): Problem | undefined {
  if (!('item' in segment) || isStream(container)) return undefined;
  const node = plainNode(one.value ?? null);
  if (itemIndex([node], segment.item, list) === 0) return undefined;
  const [name] = itemKeys([node], list);
  if (name === undefined)
    return problem(
      'override-invalid',
      one,
      'the value would be an item of a list, and has nothing to be called by',
      'give it an id or a name of its own',
    );
  return problem(
    'override-invalid',
    one,
    `the address says [${segment.item}], the value is called ${name}`,
    'let both say the same',
  );
}

/** A place below a list is an item, below a mapping a key. */
function unfit(one: SourcedOverride, { container, segment }: Place): Problem | undefined {
  const wantsItem = isStream(container) || isSeq(container);
  if (wantsItem === 'item' in segment) return undefined;
  const what = wantsItem
    ? 'a list: its items are named in brackets'
    : 'a mapping: its keys are named after dots';
  return problem(
    'override-invalid',
    one,
    `${nameOf(segment)} would be in ${what}`,
    'write list[item] or mapping.key',
  );
}

/** The list that an address names, as the place of a new item of it. */
function inList(one: SourcedOverride, place: Place): Place | undefined {
  const { container, index, segment, path } = place;
  const value = index === undefined ? undefined : valueAt(container, index);
  if (!isSeq(value)) return undefined;
  const list = 'key' in segment ? segment.key : undefined;
  const item = itemKeys([plainNode(one.value ?? null)], list)[0] ?? JSON.stringify(one.value);
  const there = itemIndex(value.items, item, list);
  return { container: value, segment: { item }, list, index: there, path: [...path, { item }] };
}

/**
 * The place that an override is about, or where the way to it ends. Adding to a list that is there means adding an item:
 * its place is below the list.
 */
export function locate(one: SourcedOverride, documents: Document[]): Result<Place | DeadEnd> {
  const address = parseAddress(one.at, one.source);
  if (!address.ok) return address;
  const found = findPlace(documents, address.value);
  return ok(isPlace(found) && one.op === 'add' ? (inList(one, found) ?? found) : found);
}

function planAdd(one: SourcedOverride, place: Place, value: PlainValue): Result<() => void> {
  const { container, segment, path, list, index } = place;
  if (index !== undefined) return failed(present(one, path));
  const wrong = unfit(one, place) ?? misnamed(one, place);
  if (wrong) return failed(wrong);
  const position = positionOf(one, container, list);
  if (!position.ok) return position;
  return ok(() => {
    insertAt(container, position.value, segment, value);
  });
}

/** What an override does at its place, or why it can do nothing. Nothing is changed before that is called. */
export function planChange(one: SourcedOverride, found: Place | DeadEnd): Result<() => void> {
  if (!isPlace(found)) return failed(unreachable(one, found));
  const value = (one.value ?? null) as PlainValue;
  if (one.op === 'add') return planAdd(one, found, value);
  if (found.index === undefined) return failed(absent(one, found));
  const wrong = one.op === 'replace' ? misnamed(one, found) : undefined;
  if (wrong) return failed(wrong);
  return ok(() => {
    if (one.op === 'remove') removeAt(found);
    else replaceAt(found, value);
  });
}
