import { expect, it } from 'vitest';
import { mergeFile, proposals } from '../merge/merge-file';
import type { Conflict } from '../merge/conflict';
import { unwrap } from '../problem/result';
import type { Lock } from './lock';
import { resolvePending } from './resolve';

/** The text after the standard's is taken at every place, in the order that a lock has them in. */
function takeAll(path: string, text: string, conflicts: readonly Conflict[]): string | undefined {
  const pending = conflicts
    .map((one) => ({ ...one, path, version: '2.0.0' }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const lock = { schema: 1, standard: { name: 's', version: '2.0.0' }, files: {}, pending } as const;
  const resolved = resolvePending(lock, { take: 'theirs' }, () => text);
  if (!resolved.ok) throw new Error(resolved.problems.map(({ what }) => what).join('\n'));
  expect(resolved.value.lock.pending).toEqual([]);
  return resolved.value.files.get(path);
}

it('takes a new name last, by which other places are not found any more', () => {
  const text = (name: string, one: string): string =>
    `kind: A\nmetadata:\n  name: ${name}\nspec:\n  one: ${one}\n---\nkind: B\n`;
  const sides = { base: text('x', '1'), mine: text('m', '2'), theirs: text('t', '3') };
  const { text: merged, conflicts } = mergeFile('k.yaml', sides);
  expect(conflicts.map(({ at }) => at)).toEqual(['[A/m].metadata.name', '[A/m].spec.one']);
  expect(takeAll('k.yaml', merged, conflicts)).toBe(sides.theirs);
});

/** The text after the standard's is taken at one place after the other, and what waits after the first. */
function takeEach(path: string, text: string, conflicts: readonly Conflict[]): [string, string[]] {
  const pending = conflicts.map((one) => ({ ...one, path, version: '2.0.0' }));
  let lock: Lock = { schema: 1, standard: { name: 's', version: '2.0.0' }, files: {}, pending };
  let [now, after]: [string, string[]] = [text, []];
  while (lock.pending.length > 0) {
    const resolved = unwrap(resolvePending(lock, { take: 'theirs', at: lock.pending[0]?.at }, () => now));
    now = resolved.files.get(path) ?? now;
    if (lock.pending.length === conflicts.length) after = resolved.lock.pending.map(({ at }) => at);
    lock = resolved.lock;
  }
  return [now, after];
}

it.each([
  [
    'a document',
    'k.yaml',
    'kind: A\nmetadata:\n  name: NAME\nspec:\n  one: VALUE\n---\nkind: B\n',
    '[A/t].spec.one',
  ],
  [
    'a step',
    'ci.yml',
    'steps:\n  - name: NAME\n    run: make\n    env: VALUE\n  - name: z\n',
    'steps[t].env',
  ],
])('finds other places by the new name of %s', (_, path, template, at) => {
  const text = (name: string, value: string): string =>
    template.replace('NAME', name).replace('VALUE', value);
  const sides = { base: text('x', '1'), mine: text('m', '2'), theirs: text('t', '3') };
  const { text: merged, conflicts } = mergeFile(path, sides);
  expect(takeEach(path, merged, conflicts)).toEqual([sides.theirs, [at]]);
});

it('puts what is new into the order of the standard, of whom nothing was there', () => {
  const theirs = 'ARG V=1\nFROM z:$V AS z\nFROM z AS y\nRUN y\nFROM y AS a\nCMD ["a"]\n';
  const mine = 'FROM node:20\nCOPY . .\n';
  expect(takeAll('Dockerfile', mine, proposals('Dockerfile', mine, theirs))).toBe(theirs + mine);
});
