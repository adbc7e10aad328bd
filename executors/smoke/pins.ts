import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parsePins, pinsPath, unwrap, type PinLock } from '@org/ci-core';

/**
 * The workspace's resolved image tags; none where nothing has been resolved yet.
 * @throws ProblemError where the file is damaged
 */
export async function readPins(root: string): Promise<PinLock> {
  const text = await readFile(path.join(root, pinsPath), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  return unwrap(parsePins(text));
}
