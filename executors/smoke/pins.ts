import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PinLock, ProblemError, problemsFromZod } from '@org/ci-core';

const file = '.ci/pins.json';

/** The workspace's resolved image tags; none where nothing has been resolved yet. */
export async function readPins(root: string): Promise<PinLock> {
  let text: string;
  try {
    text = await readFile(path.join(root, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { images: {} };
    throw error;
  }
  const parsed = PinLock.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new ProblemError(problemsFromZod(parsed.error, file, 'pins-invalid'));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
