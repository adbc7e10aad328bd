import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { schemaFiles } from './files';

const root = join(__dirname, '../..');

/** Writes every JSON Schema. A test fails where one is not what its zod source says. */
async function main(): Promise<void> {
  for (const { path, text } of await schemaFiles(root)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    process.stdout.write(`${path}\n`);
  }
}

void main();
