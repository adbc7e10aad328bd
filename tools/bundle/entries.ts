import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What of package.json says which files are entries: `exports` names each one's source and where it goes. */
export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
}

/** A file to write, and the source that it is bundled from. Both are absolute. */
export interface Entry {
  readonly source: string;
  readonly file: string;
}

interface Conditions {
  readonly '@org/source': string;
  readonly default: string;
}

const isCode = (target: unknown): target is Conditions =>
  typeof target === 'object' && target !== null && '@org/source' in target && 'default' in target;

/** Names for which a pattern with one `*` finds a file. */
const matches = (folder: string, pattern: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, pattern.replace('*', entry.name))))
    .map(({ name }) => name);

/** Every entry of a package whose `exports` names a source. */
export function entriesOf(folder: string, { exports = {} }: Manifest): Entry[] {
  return Object.values(exports)
    .filter(isCode)
    .flatMap(({ '@org/source': source, default: file }) =>
      (source.includes('*') ? matches(folder, source) : ['']).map((name) => ({
        source: join(folder, source.replace('*', name)),
        file: join(folder, file.replace('*', name)),
      })),
    );
}
