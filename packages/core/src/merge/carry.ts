import { formatAddress, parseAddress, type Segment } from '../address/address';
import { kindOf } from './kind';
import { toPlain } from './line-ends';
import { stepsOf } from './place';
import { syntaxes } from './syntaxes';
import type { Branch, Entry } from './tree/tree';

const inner = (entry: Entry | undefined): Branch | undefined =>
  entry === undefined || entry.value.kind === 'leaf' ? undefined : entry.value;

const named = ({ entries }: Branch, name: string): Entry | undefined =>
  entries.find((entry) => entry.name === name);

/** The entry as it is called since: the same name, or, where nothing came or went, the one in its place. */
function since(before: Branch, after: Branch, name: string): Entry | undefined {
  const same = named(after, name);
  if (same || before.entries.length !== after.entries.length) return same;
  const there = after.entries[before.entries.findIndex((entry) => entry.name === name)];
  return there && named(before, there.name) ? undefined : there;
}

/** What each step is called since; the rest of the way as it was, where it ends. */
function renamed(before: Branch, after: Branch, [step, ...rest]: readonly string[]): string[] {
  if (step === undefined) return [];
  const [old, now] = [named(before, step), since(before, after, step)];
  if (!old || !now) return [step, ...rest];
  const [from, to] = [inner(old), inner(now)];
  return [now.name, ...(from && to ? renamed(from, to, rest) : rest)];
}

/**
 * Address of a place after an edit that may have given a new name to what the place is in.
 * @param before text of the file in which `at` was found
 * @param after the same file after the edit
 */
export function carryAddress(path: string, before: string, after: string, at: string): string {
  const parse = syntaxes[kindOf(path)]?.parse;
  const [old, now] = [before, after].map((text) => parse?.(toPlain(text).text));
  const address = parseAddress(at, path);
  if (!old || !now || !address.ok) return at;
  const steps = stepsOf(old, address.value);
  const names = renamed(old, now, steps).slice(steps.length - address.value.length);
  const carried = address.value.map((segment, index): Segment =>
    'item' in segment ? { item: names[index] ?? segment.item } : segment,
  );
  return steps.length < address.value.length ? at : formatAddress(carried);
}
