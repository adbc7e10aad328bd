import { mkdir } from 'node:fs/promises';
import { execa } from 'execa';

/** Mounts a file system of a few bytes over a folder while something is done; it is gone afterwards, whatever happens. */
export async function onSmallDisk<T>(folder: string, size: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const mounted = await execa('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], {
    reject: false,
  });
  if (mounted.exitCode !== 0)
    throw new Error(
      `A full disk cannot be had without mounting a tmpfs: run as root, in a container with CAP_SYS_ADMIN. ${mounted.stderr}`,
    );
  try {
    return await work();
  } finally {
    await execa('umount', ['--lazy', folder]);
  }
}
