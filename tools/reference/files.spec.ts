import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from '../schemas/files';
import { pageOf, referenceFiles } from './files';

const root = join(__dirname, '../..');

describe('pageOf', () => {
  it.each([
    ['executors/image/schema.json', 'docs/reference/executors/image.md', 'Executor @org/ci:image'],
    ['generators/init/schema.json', 'docs/reference/generators/init.md', 'nx g @org/ci:init'],
    ['packages/ci/schemas/ci.json', 'docs/reference/ci-yaml.md', 'ci.yaml'],
  ])('of %s', (schema, path, title) => {
    expect(pageOf(schema)).toMatchObject({ path, title });
  });
});

describe('docs/reference', () => {
  it('is what the schemas say (else: npm run schemas)', async () => {
    for (const { path, text } of await referenceFiles(root, await schemaFiles(root))) {
      expect(existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8'), path).toBe(text);
    }
  });
});
