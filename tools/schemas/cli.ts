import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hardeningPage } from '../hardening/page';
import { referenceFiles } from '../reference/files';
import { schemaFiles } from './files';

const root = join(__dirname, '../..');

/** Writes every JSON Schema and its page of reference. Tests fail where one is not what its zod source says. */
async function main(): Promise<void> {
  const schemas = await schemaFiles(root);
  const hardening = { path: 'docs/hardening.md', text: await hardeningPage() };
  for (const { path, text } of [...schemas, ...(await referenceFiles(root, schemas)), hardening]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    process.stdout.write(`${path}\n`);
  }
}

void main();
