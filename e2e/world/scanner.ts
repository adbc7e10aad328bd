import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { judge } from '../judges/judge.js';
import type { Advisory } from '../judges/trivy-db/advisory.js';
import { pushTrivyDatabase } from '../judges/trivy-db/mirror.js';
import { writeTrivyDatabase } from '../judges/trivy-db/write.js';

/** Trivy with a small real database of the test's own. */
export interface Scanner {
  /** Folder of the program, for PATH. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  /** Replaces the database. */
  write(advisories: readonly Advisory[], updatedAt?: Date): Promise<void>;
  /** Pushes the database of this moment where companies mirror it: `<registry>/<name>`. */
  mirror(repository: string): Promise<void>;
  /** As on a machine that never had one. */
  forget(): Promise<void>;
}

const day = 86_400_000;

/** fastify is in every bundle: the image shows no package of that name, only the lock file does. */
export const bundledAdvisory = {
  id: 'CVE-2099-4242',
  ecosystem: 'npm',
  package: 'fastify',
  severity: 'CRITICAL',
  vulnerable: ['<99'],
  patched: ['99.0.0'],
} as const satisfies Advisory;

export async function prepareScanner(folder: string): Promise<Scanner> {
  const cache = join(folder, 'trivy');
  return {
    program: dirname(await judge('trivy')),
    env: { TRIVY_CACHE_DIR: cache },
    write: async (advisories, updatedAt = new Date()) => {
      const nextUpdate = new Date(updatedAt.getTime() + day);
      await writeTrivyDatabase({ dir: cache, advisories, updatedAt, nextUpdate });
    },
    mirror: async (repository) => {
      const [registry = '', ...name] = repository.split('/');
      await pushTrivyDatabase({ db: join(cache, 'db'), registry, name: name.join('/') });
    },
    forget: () => rm(cache, { recursive: true, force: true }),
  };
}
