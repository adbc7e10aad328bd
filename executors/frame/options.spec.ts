import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CommonOptions, parseOptions } from './options';

const Options = z
  .object({
    to: z.string().describe('Environment'),
    version: z.string().optional(),
    budgetMb: z.number().optional(),
  })
  .extend(CommonOptions.shape);

function problems(input: unknown, schema: z.ZodObject = Options): string[] {
  const result = parseOptions(schema, input, 'shop:promote');
  return result.ok ? [] : result.problems.map(({ where, what, fix }) => `${where}: ${what} → ${fix}`);
}

describe('options', () => {
  it('are wrong all at once: unknown, missing and mistyped ones', () => {
    expect(problems({ dryrun: true, colour: 1, budgetMb: 'x', __overrides_unparsed__: [] })).toEqual([
      'shop:promote › --dryrun: there is no such option → did you mean --dryRun?',
      'shop:promote › --colour: there is no such option → its options: --to, --version, --budgetMb, --dryRun; nx run shop:promote --help explains them',
      'shop:promote › --to: is missing → --to: Environment; nx run shop:promote --help explains all options',
      'shop:promote › --budgetMb: expected number, received string ("x" was given) → nx run shop:promote --help explains all options',
    ]);
  });

  it('takes no arguments', () => {
    expect(problems({ to: 'staging', _: ['production'] })).toEqual([
      expect.stringContaining('shop:promote › arguments: takes none, production was given'),
    ]);
  });

  it.each([
    [['--version=1.10'], '1.10'],
    [['--version', '1.10'], '1.10'],
  ])('are the text that was typed where text is wanted: %s', (words, version) => {
    const given = { to: 'staging', version: 1.1 };
    expect(parseOptions(Options, given, 'shop:publish', words)).toMatchObject({
      ok: true,
      value: { version },
    });
  });

  it('let through what Nx adds for itself', () => {
    expect(
      problems({ to: 'staging', verbose: true, interactive: false, color: false, $schema: 'x' }),
    ).toEqual([]);
  });

  it('may be open: nx release publish gives options that are meant for npm', () => {
    expect(problems({ access: 'public', otp: 1 }, z.looseObject({}))).toEqual([]);
  });
});
