import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder of an image that belongs to a user and group of this number. */
export async function makeFolder(root: string, path: string, owner: number, mode = 0o755): Promise<void> {
  const folder = join(root, path);
  await mkdir(folder, { recursive: true });
  await chown(folder, owner, owner);
  await chmod(folder, mode);
}
