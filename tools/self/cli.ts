import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { selfFiles } from './files';

const root = join(__dirname, '../..');

for (const { path, text } of selfFiles(root)) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  process.stdout.write(`${path}\n`);
}
