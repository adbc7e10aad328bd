import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selectPackages, type Archive } from '../debian/archive.js';
import { formatStatus } from '../debian/dpkg-status.js';
import type { Kit } from './layer.js';

/**
 * dpkg's database of an image whose packages were only unpacked: those of the layer below and these. apt works
 * with it, scanners find the packages in it, and the layer above resolves against it.
 */
export async function writePackageDatabase(
  root: string,
  kit: Kit,
  archives: readonly Archive[],
): Promise<void> {
  const dpkg = join(root, 'var/lib/dpkg');
  await mkdir(join(dpkg, 'info'), { recursive: true });
  const below = kit.below ? `${await readFile(join(kit.below, 'status'), 'utf8')}\n` : '';
  const stanzas = await kit.apt.run('apt-cache', ['show', ...selectPackages(archives)]);
  await writeFile(join(dpkg, 'status'), below + formatStatus(stanzas));
  for (const { name } of archives) await writeFile(join(dpkg, 'info', `${name}.list`), '');
  await copyFile(join(dpkg, 'status'), join(kit.notes, 'status'));
}
