import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { judge } from '../judges/judge.js';
import { writeTrivyDatabase } from '../judges/trivy-db/write.js';
import { cacheFolder } from '../rig/os/folders.js';

export interface Scanner {
  /** To be put on PATH. */
  readonly folder: string;
  /** With the database in it. */
  readonly cache: string;
}

/**
 * Trivy and a database for it. The public database comes from a container registry, which is out of reach
 * where only package registries are: so a small real one is written, of today, with one advisory on the base image.
 */
export async function prepareScanner(): Promise<Scanner> {
  const trivy = await judge('trivy');
  const cache = join(cacheFolder(), 'demo-trivy');
  await mkdir(cache, { recursive: true });
  const now = new Date();
  const advisory = {
    ecosystem: 'debian',
    release: '13',
    package: 'tzdata',
    id: 'DEMO-2026-0001',
    severity: 'LOW',
    title: 'An example, so that there is something to see',
    fixed: '9999',
  } as const;
  await writeTrivyDatabase({
    dir: cache,
    advisories: [advisory],
    updatedAt: now,
    nextUpdate: new Date(now.getTime() + 86_400_000),
  });
  return { folder: dirname(trivy), cache };
}
