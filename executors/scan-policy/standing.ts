import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { formatReceipt, policyPath, unwrap } from '@org/ci-core';
import type { Environment, Scanner } from '@org/ci-toolchain';
import type { LoadedWorkspace } from '../frame/load';
import { isDue } from './database';
import { maxAgeHours, synthPolicy } from './policy';

/**
 * Whether the policy that is there is the one that would be written now, by the database that is there, and none is to
 * be fetched. Throws what cannot be read.
 */
export async function isPolicyOfToday(
  { root, ...loaded }: LoadedWorkspace & { readonly root: string },
  scanner: Scanner,
  environment: Environment,
  now: Date,
): Promise<boolean> {
  const [metadata, written] = await Promise.all([
    readFile(scanner.databaseFile(environment), 'utf8'),
    readFile(path.join(root, policyPath), 'utf8'),
  ]);
  const database = unwrap(scanner.parseDatabaseFile(metadata));
  if (isDue(database.updatedAt, maxAgeHours(loaded.workspace, loaded.standard), now)) return false;
  return written === formatReceipt(synthPolicy({ ...loaded, scanner: scanner.id }, database, now));
}
