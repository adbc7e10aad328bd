import { z } from 'zod';

type Json = Record<string, unknown>;

/**
 * Nx checks an option against these first and stops at the first mismatch. Our own parsers report all problems at
 * once, so that the schema keeps types, choices, defaults and prompts only.
 */
const checkedByUs = ['pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'allOf', '$schema'];

function loosen(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(loosen);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !checkedByUs.includes(key));
  return Object.fromEntries(
    entries.map(([key, one]) => [key, key === 'properties' ? loosenEach(one) : loosen(one)]),
  );
}

/** An option may be called like a keyword: its name stays. */
const loosenEach = (properties: unknown): unknown =>
  Object.fromEntries(Object.entries(properties as Json).map(([name, schema]) => [name, loosen(schema)]));

/** JSON Schema of a generator's or executor's options, as Nx reads it. */
export function nxSchema(id: string, options: z.ZodType, extra: Json = {}): Json {
  const schema = loosen(z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' })) as Json;
  return { $schema: 'https://json-schema.org/schema', $id: id, title: id, ...schema, ...extra };
}

/** Passes Nx's own check whatever it is given; for an editor `type` beside it still holds. */
const anyItem = [
  { type: ['string', 'number', 'boolean', 'null'] },
  { type: 'object', additionalProperties: true },
];
const anything = [...anyItem, { type: 'array', items: { anyOf: anyItem } }];

/**
 * As nxSchema, of an executor: a mismatch that Nx finds in a batch ends as an unhandled rejection with a stack trace.
 * Types are there for --help, for editors and for what Nx makes of the command line; the executor itself judges.
 */
export function executorSchema(id: string, options: z.ZodType, extra: Json = {}): Json {
  const { required, properties, ...schema } = nxSchema(id, options, extra);
  const entries = Object.entries(properties as Json);
  const open = entries.map(([name, property]) => [name, { ...(property as Json), anyOf: anything }]);
  return {
    ...schema,
    properties: Object.fromEntries(open) as Json,
    // Nx would stop at an unknown option: the executor names all of them, with what was probably meant
    additionalProperties: true,
    ...(required === undefined ? {} : { 'x-required': required }),
  };
}

/**
 * As nxSchema, of a generator: choices and unknown options are told by us, with what was probably meant; Nx would stop at
 * the first and name neither. It says of --help nothing that is required: descriptions do.
 */
export function generatorSchema(id: string, options: z.ZodType): Json {
  const { required, properties, ...rest } = nxSchema(id, options);
  // true would have Nx hand its own --verbose on
  const schema = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== 'additionalProperties'));
  const isRequired = (name: string): boolean => Array.isArray(required) && required.includes(name);
  const entries = Object.entries(properties as Record<string, Json>).map(([name, property]) => [
    name,
    {
      ...property,
      ...(isRequired(name) && { description: `${String(property.description)} (required)` }),
      ...(property.enum === undefined ? {} : { anyOf: [{ type: ['string', 'number', 'boolean'] }] }),
    },
  ]);
  return {
    ...schema,
    properties: Object.fromEntries(entries) as Json,
    ...(required === undefined ? {} : { 'x-required': required }),
  };
}

/** JSON Schema of a manifest, as editors read it: complete. */
export function manifestSchema(title: string, manifest: z.ZodType): Json {
  const { $schema, ...schema } = z.toJSONSchema(manifest, { io: 'input' }) as Json;
  return { $schema, title, ...schema };
}
