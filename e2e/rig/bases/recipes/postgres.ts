import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { native } from '../../os/platform.js';
import { addAccount } from '../accounts.js';
import { makeFolder } from '../folder.js';
import { searchPath, type BaseImage } from '../image.js';
import type { Layer } from '../layer.js';
import { installPackages } from '../packages.js';
import { installScript } from '../script.js';
import { debianLayer } from './debian.js';

/** Just-in-time compilation is 100 MB; the rest is for Debian's own cluster scripts. */
const unneeded = /^(libllvm|libz3|postgresql-common|postgresql-client-common|ssl-cert|netbase)/;
const id = 999;

interface Version {
  readonly major: string;
  readonly suite: string;
  /** Where the official image keeps the data, and what it declares a volume: another since 18. */
  readonly data: string;
  readonly volume: string;
}

const postgresLayer = ({ major, suite, volume }: Version): Layer => ({
  name: `postgres${major}`,
  recipe: import.meta.url,
  over: debianLayer,
  suite,
  async fill(root, kit) {
    await installPackages(root, kit, [`postgresql-${major}`, 'libreadline8t64'], unneeded);
    await removeJit(join(root, 'usr/lib/postgresql', major, 'lib'));
    await addAccount(root, { name: 'postgres', id, home: '/var/lib/postgresql', shell: '/bin/bash' });
    await makeFolder(root, 'var/lib/postgresql', id);
    await makeFolder(root, volume, id, 0o1777);
    await makeFolder(root, 'run/postgresql', id, 0o3777);
    for (const folder of ['usr/local/bin', 'docker-entrypoint-initdb.d'])
      await mkdir(join(root, folder), { recursive: true });
    await installScript('postgres-entrypoint.sh', join(root, 'usr/local/bin/docker-entrypoint.sh'));
  },
});

async function removeJit(lib: string): Promise<void> {
  for (const name of await readdir(lib)) {
    if (name.startsWith('llvmjit') || name === 'bitcode') await rm(join(lib, name), { recursive: true });
  }
}

/** Docker Hub's `postgres`, with the parts of its entrypoint that compose files rely on. */
const postgres = (version: Version): BaseImage => ({
  references: [`postgres:${version.major}-trixie`],
  top: postgresLayer(version),
  architectures: [native],
  config: {
    Env: [
      `${searchPath}:/usr/lib/postgresql/${version.major}/bin`,
      'LANG=C.UTF-8',
      `PG_MAJOR=${version.major}`,
      `PGDATA=${version.data}`,
    ],
    Entrypoint: ['docker-entrypoint.sh'],
    Cmd: ['postgres'],
    StopSignal: 'SIGINT',
    ExposedPorts: { '5432/tcp': {} },
    Volumes: { [version.volume]: {} },
  },
});

const folder = '/var/lib/postgresql';
export const postgres17 = postgres({ major: '17', suite: 'trixie', data: `${folder}/data`, volume: `${folder}/data` }); // prettier-ignore
export const postgres18 = postgres({ major: '18', suite: 'forky', data: `${folder}/18/docker`, volume: folder }); // prettier-ignore
