import { describe, expect, it } from 'vitest';
import { formatReference, rowsOf } from './markdown';

const schema = {
  type: 'object',
  description: 'A thing.',
  required: ['name', 'port'],
  properties: {
    $schema: { type: 'string' },
    name: { type: 'string', description: 'its name' },
    port: { type: 'integer', default: 3000 },
    kind: { enum: ['a', 'b'], description: 'a | b' },
    health: { type: 'object', required: ['live'], properties: { live: { type: 'string' } } },
    waivers: { type: 'array', items: { type: 'object', properties: { owner: { type: 'string' } } } },
    environments: {
      type: 'object',
      additionalProperties: { type: 'object', properties: { replicas: { type: 'integer' } } },
    },
  },
} as const;

describe('rowsOf', () => {
  it('names every property by its path, lists and records included', () => {
    expect(rowsOf(schema).map(({ path }) => path)).toEqual([
      'name',
      'port',
      'kind',
      'health',
      'health.live',
      'waivers',
      'waivers[].owner',
      'environments',
      'environments.<name>.replicas',
    ]);
  });

  it('a property with a default is not required', () => {
    expect(
      rowsOf(schema)
        .filter(({ required }) => required)
        .map(({ path }) => path),
    ).toEqual(['name', 'health.live']);
  });
});

describe('formatReference', () => {
  it('escapes pipes, which would end a cell', () => {
    expect(formatReference('Thing', schema)).toContain('| `kind` | "a" or "b" |  | a \\| b |');
  });
});
