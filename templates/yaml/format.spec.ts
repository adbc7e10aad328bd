import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { formatYaml, formatYamlStream } from './format';
import { because, commented, flow, spaced, type YamlValue } from './value';

const sha = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1';

describe('formatYaml', () => {
  it('keeps the order of keys and leaves undefined out', () => {
    expect(formatYaml({ b: 1, skip: undefined, a: [1, undefined, 2] })).toBe('b: 1\na:\n  - 1\n  - 2\n');
  });

  it('puts a version after a commit, in maps and in lists', () => {
    expect(formatYaml({ uses: commented(sha, 'v7.0.1') })).toBe(`uses: ${sha} # v7.0.1\n`);
    expect(formatYaml([commented('a', 'first'), 'b'])).toBe('- a # first\n- b\n');
  });

  it('puts reasons above keys and items, indented with them', () => {
    const text = formatYaml({
      jobs: { a: because('Two\nlines', { x: 1 }), b: [because('why', { y: 2, z: 3 })] },
    });
    expect(text).toBe(
      'jobs:\n  # Two\n  # lines\n  a:\n    x: 1\n  b:\n    # why\n    - "y": 2\n      z: 3\n'.replaceAll(
        '"',
        "'",
      ),
    );
  });

  it('separates sections and writes short lists on one line', () => {
    expect(formatYaml({ a: 1, b: spaced({ c: flow(['CMD', 'x y']) }) })).toBe(
      'a: 1\n\nb:\n  c: [CMD, x y]\n',
    );
  });

  it('writes scripts as literal blocks', () => {
    expect(formatYaml({ run: 'set -e\necho "${X}"  # note\n' })).toBe(
      'run: |\n  set -e\n  echo "${X}"  # note\n',
    );
  });

  it('writes a header with empty lines in it', () => {
    expect(formatYaml({ a: 1 }, { header: 'one\n\ntwo' })).toBe('# one\n#\n# two\na: 1\n');
  });

  it('does not fold long lines', () => {
    const long = 'word '.repeat(100).trim();
    expect(formatYaml({ a: long })).toBe(`a: ${long}\n`);
  });

  it.each([
    'no',
    'NO',
    'on',
    'y',
    'off',
    '~',
    '0755',
    '0o17',
    '0x1F',
    '12:30',
    '1_000',
    '1e3',
    '2026-01-01',
    '=',
    '<<',
    '3000',
  ])('quotes %s, which some reader takes for something else', (text) => {
    expect(formatYaml({ a: text })).toBe(`a: '${text}'\n`);
  });

  it.each(['250m', '64Mi', 'postgres:17-trixie', 'apps/v1', 'RuntimeDefault'])('leaves %s plain', (text) => {
    expect(formatYaml({ a: text })).toBe(`a: ${text}\n`);
  });

  it('leaves the keys plain that the caller names', () => {
    expect(formatYaml({ on: { push: null } }, { plainKeys: ['on'] })).toBe('on:\n  push: null\n');
    expect(formatYaml({ on: 1 })).toBe("'on': 1\n");
  });

  it('separates documents', () => {
    const text = formatYamlStream([{ a: 1 }, { b: 2 }]);
    expect(parseAllDocuments(text).map((document) => document.toJS() as unknown)).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
  });

  it('gives back whatever it was given, in YAML 1.2 and, for strings, in YAML 1.1', () => {
    const key = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((name) => name !== '__proto__');
    const { tree } = fc.letrec<{ tree: YamlValue }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(parse(formatYaml(value))).toEqual(value);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[-+~=.:_0-9a-fxonysAEINTU]{1,12}$/), (text) => {
        expect(parse(formatYaml({ a: text }), { version: '1.1' })).toEqual({ a: text });
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps comments comments, whatever is in them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const text = formatYaml({ a: because(before, commented('x', after)), b: 1 });
        expect(parse(text)).toEqual({ a: 'x', b: 1 });
      }),
      { numRuns: 1000 },
    );
  });
});
