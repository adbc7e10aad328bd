import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from './files';

const root = join(__dirname, '../..');

describe('JSON Schemas', () => {
  it('are what their zod sources say (else: npm run schemas)', async () => {
    for (const { path, text } of await schemaFiles(root)) {
      expect(existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8'), path).toBe(text);
    }
  });

  it('are there for every executor and generator', async () => {
    const paths = (await schemaFiles(root)).map(({ path }) => path);
    for (const collection of ['generators', 'executors']) {
      const file = join(root, 'packages/ci', `${collection}.json`);
      const { [collection]: entries } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, object>;
      for (const name of Object.keys(entries ?? {}))
        expect(paths).toContain(`${collection}/${name}/schema.json`);
    }
  });
});
