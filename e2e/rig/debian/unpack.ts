import { mkdir, symlink } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import pMap from 'p-map';

/** What a slim image does without. */
const documentation = ['doc', 'man', 'locale', 'info', 'lintian'].map((folder) => `./usr/share/${folder}/*`);

/** Unpacks `.deb` files side by side into `root`; maintainer scripts do not run. Owners and modes are the packages'. */
export async function unpack(
  archives: readonly string[],
  root: string,
  exclude: readonly string[] = documentation,
): Promise<void> {
  await linkMergedUsr(root);
  const tar = [
    '-C',
    root,
    '-x',
    '--numeric-owner',
    '--keep-directory-symlink',
    ...exclude.map((glob) => `--exclude=${glob}`),
  ];
  await pMap(
    archives,
    async (archive) => {
      const plain = { buffer: false, stdin: 'ignore' } as const;
      await execa('dpkg-deb', ['--fsys-tarfile', archive], plain).pipe('tar', tar, { buffer: false });
    },
    { concurrency: availableParallelism() + 1 },
  );
}

/** A folder `lib/` in an upper layer would hide the link `lib -> usr/lib` below it, and with it the loader. */
async function linkMergedUsr(root: string): Promise<void> {
  for (const folder of ['bin', 'sbin', 'lib', 'lib64']) {
    await mkdir(join(root, 'usr', folder), { recursive: true });
    await symlink(`usr/${folder}`, join(root, folder)).catch(() => undefined);
  }
}
