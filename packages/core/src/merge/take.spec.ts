import { describe, expect, it } from 'vitest';
import { mergeFile } from './merge-file';
import { isSettled } from './settled';
import { take } from './take';

type Case = readonly [
  name: string,
  path: string,
  base: string,
  mine: string,
  theirs: string,
  at: string,
  taken: string,
];

const cases: readonly Case[] = [
  [
    'in a document that the standard renamed',
    'k.yaml',
    'kind: A\nmetadata: { name: x }\nspec: 1\n---\nkind: B\n',
    'kind: A\nmetadata: { name: x }\n---\nkind: B\n',
    'kind: A\nmetadata: { name: y }\nspec: 2\n---\nkind: B\n',
    '[A/y].spec',
    'kind: A\nmetadata: { name: y }\nspec: 2\n---\nkind: B\n',
  ],
  [
    'in a step that the standard gave another id',
    'w.yml',
    's:\n  - id: a\n    run: x\n    env:\n      A: b\n      C: d\n      E: f\n      G: h\n      I: j\n      K: l\n  - id: b\n',
    's:\n  - id: a\n    run: m\n    env:\n      A: b\n      C: d\n      E: f\n      G: h\n      I: j\n      K: l\n  - id: b\n',
    's:\n  - id: c\n    run: t\n    env:\n      A: b\n      C: d\n      E: f\n      G: h\n      I: j\n      K: l\n  - id: b\n',
    's[c].run',
    's:\n  - id: c\n    run: t\n    env:\n      A: b\n      C: d\n      E: f\n      G: h\n      I: j\n      K: l\n  - id: b\n',
  ],
  [
    'in a document that the taking names',
    'k.yaml',
    'kind: A\nmetadata:\n  name: x\nspec: 1\n---\nkind: B\n',
    'kind: A\nspec: 1\n---\nkind: B\n',
    'kind: A\nmetadata:\n  name: y\nspec: 1\n---\nkind: B\n',
    '[A].metadata',
    'kind: A\nmetadata:\n  name: y\nspec: 1\n---\nkind: B\n',
  ],
  [
    'of a document that is the only one but it',
    'k.yaml',
    'kind: A\n---\nkind: B\nx: 1\n',
    'kind: A\n',
    'kind: A\n---\nkind: B\nx: 2\n',
    '[B]',
    'kind: A\n---\nkind: B\nx: 2\n',
  ],
];

describe('the standard is taken', () => {
  it.each(cases)('%s', (_name, path, base, mine, theirs, at, taken) => {
    const { text, conflicts } = mergeFile(path, { base, mine, theirs });
    expect(conflicts.map((one) => one.at)).toEqual([at]);
    const [conflict] = conflicts;
    if (!conflict) throw new Error('no conflict');
    expect(isSettled(path, text, conflict)).toBe(false);
    expect(take(path, text, conflict)).toEqual({ ok: true, value: taken });
    expect(isSettled(path, taken, conflict)).toBe(true);
  });
});

const rows = (all: readonly string[]): string => `m:\n${all.map((row) => `  - { ${row} }\n`).join('')}`;

describe('a place without a name, after further edits', () => {
  const [linux, mac] = ['os: l, v: 1, x: a', 'os: m, v: 1, x: b'];
  const { text, conflicts } = mergeFile('w.yml', {
    base: rows([linux, mac]),
    mine: rows([linux, `${mac}, n: 1`]),
    theirs: rows([linux, `${mac}, n: 2`]),
  });
  const [conflict] = conflicts;
  if (!conflict) throw new Error('no conflict');

  it('is found by what it says', () => {
    expect(take('w.yml', text.replace('m:\n', 'm:\n  - { os: w }\n'), conflict)).toEqual({
      ok: true,
      value: rows(['os: w', linux, `${mac}, n: 2`]),
    });
  });

  it('is not another one, after it has gone', () => {
    expect(take('w.yml', rows([linux, 'os: w, v: 2, x: c, n: 7']), conflict)).toMatchObject({ ok: false });
  });
});

it('entries that mine deleted come back in the standard’s order, in whatever order they are taken', () => {
  const steps = (all: string): string => `s:\n${all.replace(/\S+/g, (id) => `  - id: ${id}\n    on: x\n`)}`;
  const on = (ids: string, text: string): string =>
    ids.split(' ').reduce((done, id) => done.replace(`id: ${id}\n    on: x`, `id: ${id}\n    on: t`), text);
  const base = steps('a b c d')
    .replaceAll(' - id', '- id')
    .replace(/\n +- /g, '\n  - ');
  const mine = base.replace(/ {2}- id: [bc]\n.*\n/g, '');
  const { text, conflicts } = mergeFile('w.yml', { base, mine, theirs: on('b c', base) });
  for (const order of [conflicts, conflicts.toReversed()]) {
    const taken = order.reduce((done, conflict) => {
      const result = take('w.yml', done, conflict);
      if (!result.ok) throw new Error(conflict.at);
      return result.value;
    }, text);
    expect(taken).toBe(on('b c', base));
  }
});

it('what was taken out of a document that had its name from it is not sought in others', () => {
  const base = 'kind: A\nmetadata: { name: x }\n---\nkind: A\nmetadata: { name: y }\n';
  const mine = base.replace('kind: A', '# m\nkind: A');
  const { text, conflicts } = mergeFile('k.yaml', { base, mine, theirs: base.replace('kind: A\n', '') });
  const [conflict] = conflicts;
  if (!conflict) throw new Error('no conflict');
  const taken = take('k.yaml', text, conflict);
  expect(taken.ok && isSettled('k.yaml', taken.value, conflict)).toBe(true);
  expect(taken.ok && take('k.yaml', taken.value, conflict)).toEqual(taken);
});
