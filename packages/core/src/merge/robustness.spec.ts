import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindOf } from './kind';
import { mergeFile, proposals } from './merge-file';
import { isSettled } from './settled';
import { take } from './take';

const paths = ['a.yml', 'Dockerfile', 'a.json', '.env', '.dockerignore', 'a.txt'];

/** Pieces that mean something to one of the formats, in any order: mostly invalid, sometimes nearly valid. */
const piece = fc.constantFrom(
  ...[
    'a: 1\n',
    '- x\n',
    '  b:\n',
    '    - id: y\n',
    '# c\n',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '{',
    '}',
    '[',
    ']',
    ',',
    '"',
    "'",
  ],
  ...[
    '|\n',
    '  text\n',
    '&x ',
    '*x',
    '<<: *x\n',
    '? k\n',
    ': v\n',
    '---\n',
    '...\n',
    '!!tag ',
    '%YAML 1.2\n',
    '\uFEFF',
    '\0',
    '😀',
  ],
  ...[
    'FROM a AS b\n',
    'RUN x && y \\\n',
    'ENV A=1 B="2"\n',
    '<<EOF\n',
    'EOF\n',
    'COPY --from=b x y\n',
    '\\\n',
    'CMD ["a"]\n',
  ],
  ...['"a": 1', '// c\n', '/*', '*/', 'A=1\n', '!x\n', '__proto__: 1\n', 'constructor: 2\n'],
);
const garbage = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

describe('any three texts', () => {
  it.each(paths)('are merged without an exception, as %s', (path) => {
    fc.assert(
      fc.property(garbage, garbage, garbage, (base, mine, theirs) => {
        const { text, conflicts } = mergeFile(path, { base, mine, theirs });
        expect(mergeFile(path, { base, mine, theirs: base }).text).toBe(mine);
        expect(mergeFile(path, { base: mine, mine, theirs }).text).toBe(theirs);
        expect(mergeFile(path, { base, mine, theirs: mine }).text).toBe(mine);
        for (const conflict of [...conflicts, ...proposals(path, mine, theirs)]) {
          const taken = take(path, text, conflict);
          isSettled(path, taken.ok ? taken.value : text, conflict);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('');

describe('large files', () => {
  it.each<[string, string, string]>([
    ['10,000 items', 'a.yml', lines(10_000, (i) => `- id: s${i}\n  run: echo ${i}\n`)],
    ['10,000 equal items', 'a.yml', lines(10_000, () => '- run: echo\n')],
    ['10,000 lines', '.dockerignore', lines(10_000, (i) => `dist/${i}\n`)],
    ['a line of 100 KB', 'a.yml', `a: ${'x'.repeat(100_000)}\n`],
    ['10,000 equal lines of a text', 'a.txt', lines(10_000, () => 'x\n')],
  ])('%s', (_name, path, base) => {
    const [first, second] = path === 'a.yml' ? ['# mine\n', '- theirs\n'] : ['mine\n', 'theirs\n'];
    const theirs =
      base.startsWith('-') || path !== 'a.yml' ? `${base}${second}` : base.replace('a: ', 'a: y');
    const { text, conflicts } = mergeFile(path, { base, mine: first + base, theirs });
    expect(text).toBe(first + theirs);
    expect(conflicts).toEqual([]);
  });

  it('nested deeper than the stack is one conflict', () => {
    const base = `${'['.repeat(20_000)}${']'.repeat(20_000)}\n`;
    const { text, conflicts } = mergeFile('a.json', { base, mine: `${base} `, theirs: `${base}  ` });
    expect(text).toBe(`${base} `);
    expect(conflicts.length).toBeLessThanOrEqual(1);
  });
});

it.each([
  ['a/b/ci.yml', 'yaml'],
  ['compose.YAML', 'yaml'],
  ['tsconfig.json', 'json'],
  ['Dockerfile', 'dockerfile'],
  ['apps/x/api.Dockerfile', 'dockerfile'],
  ['Dockerfile.dev', 'dockerfile'],
  ['Dockerfile.dockerignore', 'lines'],
  ['.dockerignore', 'lines'],
  ['.gitignore', 'lines'],
  ['.env', 'lines'],
  ['.env.local', 'lines'],
  ['README.md', 'text'],
  ['environment.ts', 'text'],
])('%s is %s', (path, kind) => {
  expect(kindOf(path)).toBe(kind);
});
