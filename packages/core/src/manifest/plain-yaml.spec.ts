import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { readPlainYaml } from './plain-yaml';

const generated = `# yaml-language-server: $schema=../../node_modules/@org/ci/schemas/service.json
# What this service is; everything else about it is derived.

name: payments
stack: node-api
description: Takes the money
port: 3000
database: none
`;

/** Lines that are YAML's traps, or nearly plain. */
const line = fc.oneof(
  fc.constantFrom(
    ...[
      'name: a',
      'port: 3000',
      'a: b c',
      'a: b: c',
      'a: b # c',
      '# c',
      '',
      '  ',
      '  # c',
      '---',
      '...',
      '%YAML 1.2',
    ],
    ...[
      'a: null',
      'a: True',
      'true: a',
      'a: ~',
      'a: 0x1f',
      'a: 1e3',
      'a: 012',
      'a: .inf',
      'a: yes',
      'a:b',
      'a: ',
      'a:',
    ],
    ...[
      '- a',
      ' a: b',
      'a: - b',
      'a: |',
      '  text',
      'text',
      'a: [b]',
      'a: {b}',
      'a: *b',
      'a: &b c',
      'a: !t c',
      '? a',
      '\ta: b',
    ],
    ...[
      'a: b\r',
      'a: b ',
      'a: "b"',
      "a: 'b'",
      'a: b-',
      'a: 1.2',
      'a: v1.2',
      '__proto__: a',
      'constructor: a',
      '<<: a',
      '$schema: a',
    ],
  ),
  fc.string({ maxLength: 12 }),
);

describe('readPlainYaml', () => {
  it('reads what generators write', () => {
    expect(readPlainYaml(generated)).toEqual({
      name: 'payments',
      stack: 'node-api',
      description: 'Takes the money',
      port: 3000,
      database: 'none',
    });
  });

  it('reads as the full parser does, or leaves it to it', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        const text = lines.join('\n');
        const plain = readPlainYaml(text);
        if (plain === undefined) return;
        read += 1;
        const document = parseDocument(text, { uniqueKeys: true, strict: true });
        expect([...document.errors, ...document.warnings]).toEqual([]);
        expect(plain).toEqual(document.toJS());
      }),
      { numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(200);
  });
});
