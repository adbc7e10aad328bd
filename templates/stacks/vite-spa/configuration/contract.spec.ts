import type { ConfigurationKey } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { formatContract } from './contract';

/** The expression of one key. */
const expression = (key: ConfigurationKey): string =>
  /^ {2}one: (.*),$/m.exec(formatContract({ one: key }))?.[1] ?? '';

describe('the contract as the browser checks it', () => {
  const keys: readonly (readonly [what: string, key: ConfigurationKey, text: string])[] = [
    [
      'a required text',
      { type: 'string', required: true },
      `v.pipe(v.string('must be text'), v.nonEmpty('must not be empty'))`,
    ],
    ['a text that may be missing', { type: 'string' }, `v.optional(v.string('must be text'))`],
    ['a flag', { type: 'boolean', default: false }, `v.optional(v.boolean('must be true or false'), false)`],
    ['a number', { type: 'number', default: 0.5 }, `v.optional(v.number('must be a number'), 0.5)`],
    [
      'a number with bounds',
      { type: 'integer', required: true, minimum: 0, maximum: 9 },
      `v.pipe(v.number('must be a number'), v.integer('must be a whole number'), v.minValue(0, 'must be at least 0'), v.maxValue(9, 'must be at most 9'))`,
    ],
    [
      'a choice',
      { type: 'choice', choices: ['light', 'dark'], default: 'light' },
      `v.optional(v.picklist(['light', 'dark'], 'must be light or dark'), 'light')`,
    ],
  ];
  it.each(keys)('has %s', (_what, key, text) => {
    expect(expression(key)).toBe(text);
  });

  it('has addresses of the web alone', () => {
    expect(expression({ type: 'url', required: true })).toContain(
      '/^https?:/i.test(text) && URL.canParse(text)',
    );
  });

  it('says what each key is for', () => {
    const text = formatContract({ one: { type: 'string', description: 'First' }, two: { type: 'string' } });
    expect(text).toContain(`  /** First */\n  one: `);
    expect(text).toContain(`= {\n  one: 'First',\n};\n`);
  });

  it('is the text that people wrote, whatever is in it', () => {
    const nasty = `*/ it's "so" \\ \${x}`;
    const text = formatContract({ one: { type: 'string', description: nasty, default: nasty } });
    expect(text).toContain(`  /** * / it's "so" \\ \${x} */`);
    expect(text).toContain(`'*/ it\\'s "so" \\\\ \${x}'`);
  });
});
