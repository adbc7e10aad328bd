import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { exec } from '../../rig/os/exec.js';
import { goPrograms } from '../go.js';
import { formatAdvisory, type Advisory } from './advisory.js';

export interface DatabaseRequest {
  /** trivy's cache folder (`--cache-dir`); the database is written to `db` in it, an earlier one is replaced. */
  readonly dir: string;
  readonly advisories: readonly Advisory[];
  readonly updatedAt: Date;
  readonly nextUpdate: Date;
  /** Default: `updatedAt`. */
  readonly downloadedAt?: Date;
}

/** Writes a real vulnerability database of one's own; answers the folder that holds `trivy.db` and `metadata.json`. */
export async function writeTrivyDatabase(request: DatabaseRequest): Promise<string> {
  const { dir, advisories, updatedAt, nextUpdate, downloadedAt = updatedAt } = request;
  const db = join(dir, 'db');
  await rm(db, { recursive: true, force: true });
  await mkdir(db, { recursive: true });
  const metadata = { Version: 2, UpdatedAt: updatedAt, NextUpdate: nextUpdate, DownloadedAt: downloadedAt };
  const input = JSON.stringify({ advisories: advisories.map(formatAdvisory), metadata });
  await exec(join(await goPrograms('trivy-db', ['.']), 'trivy-db'), [db], { input });
  return db;
}
