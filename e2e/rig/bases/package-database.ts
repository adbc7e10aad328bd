import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selectPackages, type Archive } from '../debian/archive.js';
import { formatStatus, withoutPackages } from '../debian/dpkg-status.js';
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
  const below = kit.below ? await readFile(join(kit.below, 'status'), 'utf8') : '';
  const stanzas = await kit.apt.run('apt-cache', ['show', ...selectPackages(archives)]);
  const kept = withoutPackages(below, new Set(archives.map(({ name }) => name)));
  await writeFile(
    join(dpkg, 'status'),
    [kept, formatStatus(stanzas)].filter((text) => text !== '').join('\n'),
  );
  for (const { name } of archives) await writeFile(join(dpkg, 'info', `${name}.list`), '');
  await copyFile(join(dpkg, 'status'), join(kit.notes, 'status'));
}
