import { readdirSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { combineOptionsForExecutor, combineOptionsForGenerator } from 'nx/src/utils/params';
import { describe, expect, it } from 'vitest';

const executors = join(__dirname, '../../executors');
type Options = Parameters<typeof combineOptionsForExecutor>[0];
type Schema = Parameters<typeof combineOptionsForExecutor>[3];

const schemas = readdirSync(executors)
  .filter((name) => existsSync(join(executors, name, 'schema.json')))
  .map((name): [string, Schema] => [
    name,
    JSON.parse(readFileSync(join(executors, name, 'schema.json'), 'utf8')) as Schema,
  ]);

const strange = ['', 'text', '1', 0, -1.5, true, false, null, [], ['a', 1], {}, { a: { b: 1 } }];

describe.each(schemas)('Nx with the options of %s', (_, schema) => {
  const combine = (options: unknown): Readonly<Record<string, unknown>> =>
    combineOptionsForExecutor(options as Options, '', { options: {} }, schema, null, null) as Record<
      string,
      unknown
    >;

  it('rejects nothing: a batch would end with a stack trace, and the executor judges better', () => {
    expect(() => combine({})).not.toThrow();
    for (const name of [...Object.keys(schema.properties), 'unknown'])
      for (const value of strange) expect(() => combine({ [name]: value }), name).not.toThrow();
  });

  it('still shows types and descriptions, sets defaults and makes numbers and flags of text', () => {
    expect(schema.description).toBeTruthy();
    for (const [name, property] of Object.entries(schema.properties)) {
      expect(property, name).toMatchObject({
        type: expect.any(String) as string,
        description: expect.any(String) as string,
      });
      if (property.default !== undefined) expect(combine({})[name]).toEqual(property.default);
      if (property.type === 'boolean') expect(combine({ [name]: 'true' })[name]).toBe(true);
      if (property.type === 'number') expect(combine({ [name]: '2.5' })[name]).toBe(2.5);
    }
  });
});

const generators = join(__dirname, '../../generators');
const ofGenerators = readdirSync(generators)
  .filter((name) => existsSync(join(generators, name, 'schema.json')))
  .map((name): [string, Schema] => [
    name,
    JSON.parse(readFileSync(join(generators, name, 'schema.json'), 'utf8')) as Schema,
  ]);

describe.each(ofGenerators)('Nx with the options of the generator %s', (name, schema) => {
  const combine = (options: object, isVerbose = false): Promise<unknown> =>
    combineOptionsForGenerator(
      options as Options,
      '@org/ci',
      name,
      { version: 2, projects: {} },
      {},
      schema,
      false,
      null,
      null,
      isVerbose,
    );

  it('leaves choices and names that there are not to the generator, which knows what was meant', async () => {
    expect(await combine({ nonsense: 'x' })).toMatchObject({ nonsense: 'x' });
    for (const [option, property] of Object.entries(schema.properties))
      if (property.enum) expect(await combine({ [option]: 'x' })).toMatchObject({ [option]: 'x' });
    expect(await combine({}, true), 'its own --verbose').not.toHaveProperty('verbose');
  });

  it('says of --help which options are required', () => {
    const { 'x-required': required = [] } = schema as { 'x-required'?: readonly string[] };
    for (const option of required)
      expect(schema.properties[option]?.description, option).toMatch(/ \(required\)$/);
  });
});
