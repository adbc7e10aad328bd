import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { failed, ok, PinLock, problemsFromZod, type Result } from '@org/ci-core';

/** Text of a file of the workspace; undefined where there is none. */
export const fileReader =
  (root: string) =>
  (file: string): string | undefined => {
    try {
      return readFileSync(path.join(root, file), 'utf8');
    } catch {
      return undefined;
    }
  };

export const isFile = (root: string, file: string): boolean =>
  statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() ?? false;

/** Names of the services that have a lock. */
export function lockedServices(root: string): string[] {
  try {
    const files = readdirSync(path.join(root, '.ci/lock'));
    return files.flatMap((file) =>
      file.endsWith('.json') && !file.startsWith('_') ? [file.slice(0, -5)] : [],
    );
  } catch {
    return [];
  }
}

const pinsPath = '.ci/pins.json';

/** Digests that were resolved before; none where nobody did. */
export function readPins(text: string | undefined): Result<PinLock> {
  if (text === undefined) return ok({ images: {} });
  try {
    const parsed = PinLock.safeParse(JSON.parse(text));
    return parsed.success
      ? ok(parsed.data)
      : failed(...problemsFromZod(parsed.error, pinsPath, 'pins-invalid'));
  } catch {
    const fix = 'delete it and run: npx nx g @org/ci:pins';
    return failed({ code: 'pins-syntax', where: pinsPath, what: 'is not JSON', fix });
  }
}
