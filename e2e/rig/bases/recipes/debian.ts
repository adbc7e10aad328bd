import { chmod, copyFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { debianMirror } from '../../debian/apt.js';
import { unpack } from '../../debian/unpack.js';
import { answers } from '../../os/exec.js';
import { amd64, arm64, native } from '../../os/platform.js';
import { noteAccounts } from '../accounts.js';
import { certificateEnvironment, certificateFile } from '../certificates.js';
import { searchPath, type BaseImage } from '../image.js';
import { writePackageDatabase } from '../package-database.js';
import { suite, type Kit, type Layer } from '../layer.js';

/** Essential packages with apt, unpacked; their scripts did not run, so what those make is made here. */
export const debianLayer: Layer = {
  name: 'debian',
  recipe: import.meta.url,
  async fill(root, kit) {
    const archives = await kit.apt.closure([
      ...(await essential(kit)),
      'apt',
      'ca-certificates',
      'netbase',
      'tzdata',
    ]);
    await unpack(await kit.apt.fetch(archives), root);
    await writeAccounts(root);
    await linkAlternatives(root);
    await mkdir(join(root, 'etc/ssl/certs'), { recursive: true });
    await writeFile(join(root, certificateFile), kit.certificates);
    await writeFile(join(root, 'etc/apt/sources.list'), `deb ${await debianMirror()} ${suite} main\n`);
    await writeFile(join(root, 'etc/apt/apt.conf.d/99languages'), 'Acquire::Languages "none";\n');
    await indexLibraries(root, kit);
    await makeStateFolders(root);
    await writePackageDatabase(root, kit, archives);
    await noteAccounts(root, kit.notes);
  },
};

async function essential({ apt }: Kit): Promise<string[]> {
  const stanzas = (await apt.run('apt-cache', ['dumpavail'])).split('\n\n');
  const names = stanzas
    .filter((stanza) => /^(Essential: yes|Priority: required)$/m.test(stanza))
    .flatMap((stanza) => /^Package: (\S+)/m.exec(stanza)?.[1] ?? []);
  return [...new Set(names)].sort();
}

async function writeAccounts(root: string): Promise<void> {
  const etc = join(root, 'etc');
  await copyFile(join(root, 'usr/share/base-passwd/passwd.master'), join(etc, 'passwd'));
  await copyFile(join(root, 'usr/share/base-passwd/group.master'), join(etc, 'group'));
  await writeFile(join(etc, 'shadow'), 'root:*:19000:0:99999:7:::\n', { mode: 0o640 });
  await writeFile(join(etc, 'gshadow'), '', { mode: 0o640 });
}

async function linkAlternatives(root: string): Promise<void> {
  for (const [name, target] of [
    ['awk', 'mawk'],
    ['sh', 'dash'],
  ] as const) {
    const link = join(root, 'usr/bin', name);
    if (!existsSync(link)) await symlink(target, link);
  }
}

/** The loader finds Debian's folders without an index; a foreign architecture does without. */
async function indexLibraries(root: string, { arch }: Kit): Promise<void> {
  if (arch.oci === native.oci) await answers('ldconfig', ['-r', root], { env: { PATH: '/usr/sbin:/sbin' } });
  await rm(join(root, 'var/cache/ldconfig'), { recursive: true, force: true }); // holds inode numbers
}

/** Folders that packages' scripts would have made. */
async function makeStateFolders(root: string): Promise<void> {
  const folders = ['dpkg/updates', 'dpkg/triggers', 'apt/lists/partial', '../cache/apt/archives/partial'];
  for (const folder of folders) await mkdir(join(root, 'var/lib', folder), { recursive: true });
  await writeFile(join(root, 'var/lib/dpkg/available'), '');
  await chmod(join(root, 'tmp'), 0o1777);
}

export const debian: BaseImage = {
  references: ['debian:trixie-slim'],
  top: debianLayer,
  architectures: [amd64, arm64],
  config: { Env: [searchPath, ...certificateEnvironment], Cmd: ['bash'] },
};
