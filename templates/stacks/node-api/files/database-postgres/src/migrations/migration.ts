import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Migration {
  /** The folder's name, which begins with a time: the order of names is the order of migrations. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hexadecimal: what Prisma stores. */
  readonly checksum: string;
}

/** Reads Prisma's `migrations/<name>/migration.sql`, oldest first. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, file: join(folder, name, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => {
      const content = readFileSync(file);
      return { name, sql: content.toString(), checksum: createHash('sha256').update(content).digest('hex') };
    });
}
