import { expect, it } from 'vitest';
import { mergeFile } from './merge-file';

type Case = readonly [name: string, path: string, base: string, mine: string, theirs: string, result: string];

const clean: readonly Case[] = [
  [
    'merges below an anchor that mine has put there',
    'c.yaml',
    'env:\n  A: 1\n  B: 2\n',
    'env: &env\n  A: 1\n  B: 2\nm: *env\n',
    'env:\n  A: 1\n  B: 3\n',
    'env: &env\n  A: 1\n  B: 3\nm: *env\n',
  ],
  [
    'changes a value that mine has put an anchor on',
    'c.yaml',
    'a: 1\nb: 2\n',
    'a: &x 1\nb: 2\nm: *x\n',
    'a: 5\nb: 2\n',
    'a: &x 5\nb: 2\nm: *x\n',
  ],
  [
    'adds packages on both sides before a command that the standard adds',
    'Dockerfile',
    'FROM a\nRUN apt install -y curl\n',
    'FROM a\nRUN apt install -y curl git\n',
    'FROM a\nRUN apt install -y curl tini && rm -r x\n',
    'FROM a\nRUN apt install -y curl tini git && rm -r x\n',
  ],
  [
    'leaves brackets where both sides together take everything away',
    'c.yaml',
    'd:\n  a: 1\n  b: 2\ne: 1\n',
    'd:\n  a: 1\ne: 2\n',
    'd:\n  b: 2\ne: 1\n',
    'd:\n  {}\ne: 2\n',
  ],
  [
    'writes lines of a text between brackets',
    'c.yaml',
    'a: {}\n',
    'a: { m: 1 }\n',
    'a:\n  t: |\n    x\n    # y\n',
    'a: { m: 1, t: "x\\n# y\\n" }\n',
  ],
  [
    'fills brackets that mine has emptied with what is new',
    'c.yaml',
    'a:\n  x: 1\n',
    'a: {}\n',
    'a:\n  # why\n  t:\n    - 1\n',
    'a:\n  # why\n  t:\n    - 1\n',
  ],
];

it.each(clean)('%s', (_name, path, base, mine, theirs, result) => {
  expect(mergeFile(path, { base, mine, theirs })).toEqual({ text: result, conflicts: [] });
});
