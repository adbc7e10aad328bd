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
  [
    'knows commands again, of which the standard has changed several, by their words',
    'Dockerfile',
    'FROM a\nRUN npm ci\nCOPY . .\nRUN <<EOF\nset -e\nnpm test\nnpm prune\nEOF\n',
    'FROM a\nRUN npm ci\nCOPY . .\nRUN <<EOF\nset -e\nnpm test\nnpm prune\nmine\nEOF\n',
    'FROM a\nRUN npm ci -q\nCOPY . .\nRUN <<EOF\nset -eu\nnpm test\nnpm prune\nEOF\n',
    'FROM a\nRUN npm ci -q\nCOPY . .\nRUN <<EOF\nset -eu\nnpm test\nnpm prune\nmine\nEOF\n',
  ],
  [
    'knows commands again by their place where no word is left',
    'Dockerfile',
    'FROM a\nRUN one\nCOPY x y\nRUN two\n',
    'FROM a\nRUN one mine\nCOPY x y\nRUN two\n',
    'FROM a\nRUN first one\nCOPY x y\nRUN other thing\n',
    'FROM a\nRUN first one mine\nCOPY x y\nRUN other thing\n',
  ],
  [
    'has one parser directive of a kind: the newer version',
    'Dockerfile',
    '# syntax=docker/dockerfile:1.7\n# why\n\nFROM a\n',
    '# syntax=docker/dockerfile:1.9\n# why\n# mine\n\nFROM a\n',
    '# syntax=docker/dockerfile:1.8\n# check=error=true\n# why\n\nFROM b\n',
    '# syntax=docker/dockerfile:1.9\n# check=error=true\n# why\n# mine\n\nFROM b\n',
  ],
  [
    'puts no space between brackets where mine has none',
    'c.yaml',
    'a: [x, y]\n',
    'a: [x,y]\n',
    'a: [x, y, z]\n',
    'a: [x,y,z]\n',
  ],
];

it.each(clean)('%s', (_name, path, base, mine, theirs, result) => {
  expect(mergeFile(path, { base, mine, theirs })).toEqual({ text: result, conflicts: [] });
});

/** What `mine` makes of a thing in another form is one place with it: never there twice, once the standard's is taken. */
const forms: readonly Case[] = [
  [
    'a mount in its long form',
    'compose.yaml',
    'volumes:\n  - data:/data:ro\n',
    'volumes:\n  - type: volume\n    source: data\n    target: /data\n',
    'volumes:\n  - data:/data\n',
    'volumes[/data]',
  ],
  [
    'files to copy in brackets',
    'Dockerfile',
    'FROM a\nCOPY x ./\nRUN y\n',
    'FROM a\nCOPY ["x", "my file", "./"]\nRUN y\n',
    'FROM a\nCOPY x z ./\nRUN y\n',
    '[a][COPY ./]',
  ],
];

it.each(forms)('a conflict, and no second one of it: %s', (_name, path, base, mine, theirs, at) => {
  const { text, conflicts } = mergeFile(path, { base, mine, theirs });
  expect(text).toBe(mine);
  expect(conflicts).toEqual([expect.objectContaining({ at, kind: 'changed' })]);
});
