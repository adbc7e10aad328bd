import { chmod, copyFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { debianMirror } from '../../debian/apt.js';
import { formatStatus } from '../../debian/dpkg-status.js';
import { selectPackages } from '../../debian/archive.js';
import { unpack } from '../../debian/unpack.js';
import { answers } from '../../os/exec.js';
import { amd64, arm64, native } from '../../os/platform.js';
import { noteAccounts } from '../accounts.js';
import { certificateEnvironment, certificateFile } from '../certificates.js';
import { searchPath, type BaseImage } from '../image.js';
import { suite, type Kit, type Layer } from '../layer.js';

/** Essential packages with apt, unpacked; their scripts did not run, so what those make is made here. */
export const debianLayer: Layer = {
  name: 'debian',
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
    await writePackageDatabase(
      root,
      kit,
      archives.map(({ name }) => name),
      selectPackages(archives),
    );
    await noteAccounts(root, kit.notes);
    await copyFile(join(root, 'var/lib/dpkg/status'), join(kit.notes, 'status'));
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

async function writePackageDatabase(
  root: string,
  kit: Kit,
  names: readonly string[],
  versions: readonly string[],
): Promise<void> {
  const dpkg = join(root, 'var/lib/dpkg');
  for (const folder of ['info', 'updates', 'triggers']) await mkdir(join(dpkg, folder), { recursive: true });
  await mkdir(join(root, 'var/lib/apt/lists/partial'), { recursive: true });
  await mkdir(join(root, 'var/cache/apt/archives/partial'), { recursive: true });
  await writeFile(join(dpkg, 'status'), formatStatus(await kit.apt.run('apt-cache', ['show', ...versions])));
  await writeFile(join(dpkg, 'available'), '');
  for (const name of names) await writeFile(join(dpkg, 'info', `${name}.list`), '');
  await chmod(join(root, 'tmp'), 0o1777);
}

export const debian: BaseImage = {
  references: ['debian:trixie-slim'],
  top: debianLayer,
  architectures: [amd64, arm64],
  config: { Env: [searchPath, ...certificateEnvironment], Cmd: ['bash'] },
};
