import { readdir } from 'node:fs/promises';
import { ProblemError } from '@org/ci-core';

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A folder is replaced as a whole: only one that is empty, or an OCI layout, may be lost. Code: destination-taken. */
export async function demandReplaceable(folder: string): Promise<void> {
  const found = await names(folder);
  if (found.length === 0 || found.includes('oci-layout')) return;
  throw new ProblemError({
    code: 'destination-taken',
    where: folder,
    what: 'is no OCI layout, and would be replaced by one',
    fix: 'name a folder with --dest that is not there yet',
  });
}
