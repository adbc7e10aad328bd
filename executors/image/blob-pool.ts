import { link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Blobs of all services, as hard links: base layers are on the disk once, and are never sent twice by the builder. */
const poolFolder = (root: string): string => path.join(root, 'node_modules', '.cache', 'org-ci', '.blobs');

const names = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** A link that is there already, or cannot be made (another file system), is no loss. */
const tryLink = (from: string, to: string): Promise<void> => link(from, to).catch(() => undefined);

/** Puts what other services have into a layout that does not exist yet. */
export async function fillLayout(root: string, layout: string): Promise<void> {
  const blobs = path.join(layout, 'blobs', 'sha256');
  if ((await names(blobs)).length > 0) return;
  await mkdir(blobs, { recursive: true });
  const pool = poolFolder(root);
  await Promise.all(
    (await names(pool)).map((name) => tryLink(path.join(pool, name), path.join(blobs, name))),
  );
}

/** Smaller blobs are not worth a link. */
const worthwhile = 1024 * 1024;

/** Offers a layout's large blobs to other services; forgets those that no service has any more. */
export async function shareLayout(root: string, layout: string): Promise<void> {
  const [blobs, pool] = [path.join(layout, 'blobs', 'sha256'), poolFolder(root)];
  await mkdir(pool, { recursive: true });
  const known = new Set(await names(pool));
  const share = async (name: string): Promise<void> => {
    const { size } = await stat(path.join(blobs, name));
    if (size < worthwhile) return;
    if (!known.has(name)) return tryLink(path.join(blobs, name), path.join(pool, name));
  };
  await Promise.all((await names(blobs)).map((name) => share(name).catch(() => undefined)));
  await Promise.all(
    [...known].map(async (name) => {
      const found = await stat(path.join(pool, name)).catch(() => undefined);
      if (found?.nlink === 1) await rm(path.join(pool, name), { force: true });
    }),
  );
}

/** Takes blobs away from the services to come; those that have them find out by themselves. */
export async function forgetShared(root: string, digests: readonly string[]): Promise<void> {
  for (const digest of digests)
    await rm(path.join(poolFolder(root), digest.replace('sha256:', '')), { force: true });
}

/** Forgets a layout, and what it may have shared: both are made anew. */
export async function forgetLayout(root: string, layout: string): Promise<void> {
  await rm(layout, { recursive: true, force: true });
  await rm(poolFolder(root), { recursive: true, force: true });
}
