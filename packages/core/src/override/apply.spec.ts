import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { RenderedFile } from '../synthesis/rendered-file';
import { applyOverrides, type OverrideScope } from './apply';
import type { Override, SourcedOverride } from './override';

const workflow = `# Pull requests
#
# Two lines
name: CI
on:
  pull_request:
    branches: [main]

permissions: {}

jobs:
  verify:
    runs-on: ubuntu-24.04
    steps:
      # Everything starts here
      - id: checkout
        uses: actions/checkout@0123 # v4
        with:
          fetch-depth: 0
      - id: check
        name: Check
        run: |
          set -e
          nx affected
      # Keeps it
      - id: keep
        uses: actions/upload-artifact@4567 # v5

  image:
    runs-on: ubuntu-24.04
    steps: []

  ci:
    runs-on: ubuntu-24.04
`;
const stream = 'kind: A\nmetadata:\n  name: x\n---\n# second\nkind: B\nmetadata:\n  name: y\n';
const file = (path: string, text: string): RenderedFile => ({ path, text, ownership: 'merged' });
const files = [
  file('apps/a/ci.yml', workflow),
  file('apps/a/Dockerfile', 'FROM x\n'),
  file('apps/a/k8s/base/all.yaml', stream),
  file(
    'apps/a/package.json',
    '{\n    "a": {\n        "b": [\n            1,\n            2\n        ]\n    },\n    "c": 1\n}\n',
  ),
];
const scope: OverrideScope = { level: 'service', directory: 'apps/a' };
const sourced = (overrides: readonly Partial<Override>[]): SourcedOverride[] =>
  overrides.map((one, index) => ({
    file: 'ci.yml',
    op: 'replace',
    at: 'name',
    source: `apps/a/service.yaml › overrides[${index}]`,
    ...one,
  }));
const apply = (overrides: readonly Partial<Override>[], more: Partial<OverrideScope> = {}) =>
  applyOverrides(files, sourced(overrides), { ...scope, ...more });
const textOf = (overrides: readonly Partial<Override>[], path = 'ci.yml'): string => {
  const { files: made, problems } = apply(overrides.map((one) => ({ file: path, ...one })));
  expect(problems).toEqual([]);
  return made.find((one) => one.path === `apps/a/${path}`)?.text ?? '';
};
/** Lines that are not in both, as a diff shows them. */
const changed = (before: string, after: string): string[] => {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let top = 0;
  while (top < old.length && old[top] === now[top]) top++;
  let end = 0;
  while (end < Math.min(old.length, now.length) - top && old.at(-1 - end) === now.at(-1 - end)) end++;
  return [...old.slice(top, old.length - end).map((one) => `-${one}`), ...now.slice(top, now.length - end).map((one) => `+${one}`)];
}; // prettier-ignore
const problemsOf = (overrides: readonly Partial<Override>[], more: Partial<OverrideScope> = {}) =>
  apply(overrides, more).problems;

describe('an override changes what it names and no other byte', () => {
  it.each<[string, Partial<Override>, string[]]>([
    ['replaces a text', { at: 'name', value: 'Checks' }, ['-name: CI', '+name: Checks']],
    ['quotes what readers misread', { at: 'name', value: 'no' }, ['-name: CI', "+name: 'no'"]],
    [
      'replaces a list in one line',
      { at: 'on.pull_request.branches', value: ['main', 'next'] },
      ['-    branches: [main]', '+    branches: [main, next]'],
    ],
    [
      'takes the version behind an old pin away',
      { at: 'jobs.verify.steps[checkout].uses', value: 'a/b@1' },
      ['-        uses: actions/checkout@0123 # v4', '+        uses: a/b@1'],
    ],
    [
      'writes a script as one',
      { at: 'jobs.verify.steps[Check].run', value: 'one\ntwo\n' },
      ['-          set -e', '-          nx affected', '+          one', '+          two'],
    ],
    ['adds a key', { op: 'add', at: 'jobs.ci.if', value: true }, ['+    if: true']],
    [
      'adds a key before another',
      { op: 'add', at: 'jobs.ci.if', before: 'runs-on', value: 'x' },
      ['+    if: x'],
    ],
    [
      'adds a job with an empty line as the others have it',
      { op: 'add', at: 'jobs.more', after: 'verify', value: { steps: [] } },
      ['+  more:', '+    steps: []', '+'],
    ],
    [
      'adds a step before one',
      { op: 'add', at: 'jobs.verify.steps[lint]', before: 'check', value: { id: 'lint', run: 'x' } },
      ['+      - id: lint', '+        run: x'],
    ],
    [
      'adds a step after one, to the list',
      { op: 'add', at: 'jobs.verify.steps', after: 'check', value: { id: 'lint', run: 'x' } },
      ['+      - id: lint', '+        run: x'],
    ],
    [
      'adds to an empty list',
      { op: 'add', at: 'jobs.image.steps', value: { id: 'a' } },
      ['-    steps: []', '+    steps:', '+      - id: a'],
    ],
    [
      'removes an item with the comment above it',
      { op: 'remove', at: 'jobs.verify.steps[keep]' },
      ['-      # Keeps it', '-      - id: keep', '-        uses: actions/upload-artifact@4567 # v5'],
    ],
    [
      'removes the first item with its comment, which YAML takes for the list’s',
      { op: 'remove', at: 'jobs.verify.steps[checkout]' },
      [
        '-      # Everything starts here',
        '-      - id: checkout',
        '-        uses: actions/checkout@0123 # v4',
        '-        with:',
        '-          fetch-depth: 0',
      ],
    ],
    [
      'replaces an item under its comment',
      { at: 'jobs.verify.steps[keep]', value: { id: 'keep', run: 'x' } },
      ['-        uses: actions/upload-artifact@4567 # v5', '+        run: x'],
    ],
    ['removes a key', { op: 'remove', at: 'jobs.verify.steps[checkout].with' }, ['-        with:', '-          fetch-depth: 0']],
  ])('%s', (_, one, expected) => {
    const text = textOf([one]);
    expect(changed(workflow, text)).toEqual(expected);
  }); // prettier-ignore

  it('in a file that is formatted in another way than ours', () => {
    const odd = "a:   'x'   # y\nb:\n- c   # d\n-   e\nf: {g: 1,   h: 2}\n";
    const [{ text } = { text: '' }] = applyOverrides(
      [file('apps/a/ci.yml', odd)],
      sourced([
        { at: 'b[e]', op: 'remove' },
        { at: 'i', op: 'add', value: 1 },
      ]),
      scope,
    ).files;
    expect(text).toBe("a:   'x'   # y\nb:\n- c   # d\nf: {g: 1,   h: 2}\ni: 1\n");
  });

  it('in a stream, by kind and name', () => {
    const text = textOf([{ at: '[B/y].metadata.labels', op: 'add', value: { z: '1' } }], 'k8s/base/all.yaml');
    expect(text).toBe(`${stream}  labels:\n    z: '1'\n`);
    const document = { kind: 'C', metadata: { name: 'z' } };
    const added = textOf([{ at: '[C/z]', op: 'add', value: document }], 'k8s/base/all.yaml');
    expect(added.startsWith(`${stream}---\n`)).toBe(true);
    expect(parseAllDocuments(added).map((one) => one.toJS() as unknown)[2]).toEqual(document);
    expect(textOf([{ at: '[B/y]', op: 'remove' }], 'k8s/base/all.yaml')).toBe(
      'kind: A\nmetadata:\n  name: x\n',
    );
  });

  it('in JSON, with its indentation', () => {
    expect(textOf([{ at: 'c', value: 2 }], 'package.json')).toBe(
      '{\n    "a": {\n        "b": [\n            1,\n            2\n        ]\n    },\n    "c": 2\n}\n',
    );
  });
});

describe('an override that cannot be applied is a problem', () => {
  it.each<[Partial<Override>, string, string]>([
    [{ at: 'nmae', value: 1 }, 'override-dead', 'did you mean name?'],
    [{ at: 'jobs.verifi.steps', value: 1 }, 'override-dead', 'did you mean verify?'],
    [{ at: 'jobs.verify.steps[chek].run', value: 1 }, 'override-dead', 'did you mean check?'],
    [{ at: 'name.x', value: 1 }, 'override-dead', 'replace name'],
    [{ op: 'add', at: 'jobs.none.x', value: 1 }, 'override-dead', 'known: verify, image, ci'],
    [{ op: 'add', at: 'name', value: 1 }, 'override-dead', 'op: replace'],
    [{ op: 'add', at: 'jobs.verify.steps', value: { id: 'check' } }, 'override-dead', 'op: replace'],
    [{ op: 'add', at: 'jobs.verify.steps', before: 'chekc', value: { id: 'z' } }, 'override-dead', 'did you mean check?'],
    [{ op: 'add', at: 'jobs.verify.steps[a]', value: { id: 'b' } }, 'override-invalid', 'both say the same'],
    [{ op: 'add', at: 'jobs[a]', value: { id: 'a' } }, 'override-invalid', 'list[item] or mapping.key'],
    [{ file: 'ci.yaml', value: 1 }, 'override-dead', 'did you mean ci.yml?'],
    [{ file: 'Dockerfile', value: 1 }, 'override-unstructured', 'it is merged'],
    [{ at: 'a..b', value: 1 }, 'address-invalid', 'write keys with dots'],
  ])('%j: %s', (one, code, fix) => {
    const { problems, files: made, applied } = apply([one]);
    expect(problems).toMatchObject([{ code, fix: expect.stringContaining(fix) as string }]);
    expect(problems[0]?.where).toContain('apps/a/service.yaml › overrides[0]');
    expect(made).toEqual(files);
    expect(applied.size).toBe(0);
  }); // prettier-ignore

  it('and stops no other', () => {
    const { problems, files: made } = apply([{ at: 'none', value: 1 }, { value: 'Y' }]);
    expect(problems).toHaveLength(1);
    expect(parse(made[0]?.text ?? '')).toMatchObject({ name: 'Y' });
  });

  it('a standard’s is silent where it matches nothing: other services may have what it means', () => {
    const one = { file: 'k8s/**/deployment.yaml', value: 1 };
    expect(problemsOf([one, { at: 'none', value: 1 }], { level: 'standard' })).toEqual([]);
    expect(problemsOf([one])).toMatchObject([{ code: 'override-dead' }]);
  });

  it('a glob names every file that it matches', () => {
    const { files: made, applied } = apply([{ file: '**/*.y*ml', at: 'x', op: 'add', value: 1 }], { level: 'standard' });
    expect(made.filter((one, index) => one.text !== files[index]?.text).map(({ path }) => path)).toEqual(['apps/a/ci.yml']);
    expect(applied.size).toBe(1);
  }); // prettier-ignore

  it('what would be no YAML after it is not written: an alias without its anchor', () => {
    const path = 'apps/a/x.yaml';
    const file: RenderedFile = { path, text: 'a: &x { k: 1 }\nb: *x\n', ownership: 'merged' };
    const one = { file: 'x.yaml', op: 'remove', at: 'a', source: 'service.yaml' } as const;
    const made = applyOverrides([file], [one], { level: 'service', directory: 'apps/a' });
    expect(made.files).toEqual([file]);
    expect(made.problems).toMatchObject([{ code: 'override-invalid', what: expect.stringContaining('alias') as string }]);
  }); // prettier-ignore

  it('an item that nothing calls needs a name', () => {
    const one = { op: 'add', at: 'jobs.verify.steps', value: { run: 'x' } } as const;
    expect(problemsOf([one])).toMatchObject([{ code: 'override-invalid', fix: 'give it an id or a name of its own' }]);
  }); // prettier-ignore
});
