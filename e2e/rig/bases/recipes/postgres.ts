import { chmod, chown, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { unpack } from '../../debian/unpack.js';
import { native } from '../../os/platform.js';
import { addAccount, inheritAccounts } from '../accounts.js';
import { searchPath, type BaseImage } from '../image.js';
import type { Layer } from '../layer.js';
import { writePackageDatabase } from '../package-database.js';
import { installScript } from '../script.js';
import { debianLayer } from './debian.js';

/** Dependencies that Debian's own cluster scripts need, and just-in-time compilation, which is 100 MB. */
const unneeded = /^(libllvm|libz3|perl|libperl|postgresql-common|postgresql-client-common|lib.*-perl|ssl-cert|libgdbm|netbase|logrotate|locales|systemd|libsystemd-shared|dbus|cron|ucf|sensible-utils|adduser|readline-common)/; // prettier-ignore
const version = '17';
const id = 999;

const postgresLayer: Layer = {
  name: `postgres${version}`,
  over: debianLayer,
  async fill(root, kit) {
    const closure = await kit.apt.closure(
      [`postgresql-${version}`, 'libreadline8t64'],
      join(kit.below, 'status'),
    );
    const archives = closure.filter(({ name }) => !unneeded.test(name));
    await unpack(await kit.apt.fetch(archives), root);
    await writePackageDatabase(root, kit, archives);
    await removeJit(join(root, 'usr/lib/postgresql', version, 'lib'));
    await inheritAccounts(root, kit.below);
    await addAccount(root, { name: 'postgres', id, home: '/var/lib/postgresql', shell: '/bin/bash' });
    for (const [folder, mode] of [
      ['var/lib/postgresql', 0o755],
      ['var/lib/postgresql/data', 0o1777],
      ['run/postgresql', 0o3777],
    ] as const) {
      // prettier-ignore
      await mkdir(join(root, folder), { recursive: true });
      await chown(join(root, folder), id, id);
      await chmod(join(root, folder), mode);
    }
    for (const folder of ['usr/local/bin', 'docker-entrypoint-initdb.d'])
      await mkdir(join(root, folder), { recursive: true });
    await installScript('postgres-entrypoint.sh', join(root, 'usr/local/bin/docker-entrypoint.sh'));
  },
};

async function removeJit(lib: string): Promise<void> {
  for (const name of await readdir(lib)) {
    if (name.startsWith('llvmjit') || name === 'bitcode') await rm(join(lib, name), { recursive: true });
  }
}

/** Docker Hub's `postgres`, with the parts of its entrypoint that compose files rely on. */
export const postgres: BaseImage = {
  references: [`postgres:${version}-trixie`],
  top: postgresLayer,
  architectures: [native],
  config: {
    Env: [
      `${searchPath}:/usr/lib/postgresql/${version}/bin`,
      'LANG=C.UTF-8',
      `PG_MAJOR=${version}`,
      'PGDATA=/var/lib/postgresql/data',
    ],
    Entrypoint: ['docker-entrypoint.sh'],
    Cmd: ['postgres'],
    StopSignal: 'SIGINT',
    ExposedPorts: { '5432/tcp': {} },
    Volumes: { '/var/lib/postgresql/data': {} },
  },
};
