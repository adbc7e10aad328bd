import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { selfFiles } from './files';

const root = join(__dirname, '../..');

it('this repository has what its own standard renders (else: npm run self)', () => {
  const files = selfFiles(root);
  expect(files.map(({ path }) => path)).toContain('.github/workflows/ci.yml');
  for (const { path, text } of files) {
    expect(existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8'), path).toBe(text);
  }
});
