import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { native } from '../../os/platform.js';
import { addAccount } from '../accounts.js';
import { makeFolder } from '../folder.js';
import { searchPath, type BaseImage } from '../image.js';
import type { Layer } from '../layer.js';
import { installPackages } from '../packages.js';
import { installScript } from '../script.js';
import { debianLayer } from './debian.js';

const id = 999;

interface Version {
  readonly major: string;
  readonly suite: string;
}

const redisLayer = ({ major, suite }: Version): Layer => ({
  name: `redis${major}`,
  recipe: import.meta.url,
  over: debianLayer,
  suite,
  async fill(root, kit) {
    await installPackages(root, kit, ['redis-server']);
    await addAccount(root, { name: 'redis', id, home: '/data' });
    await makeFolder(root, 'data', id);
    await mkdir(join(root, 'usr/local/bin'), { recursive: true });
    await installScript('redis-entrypoint.sh', join(root, 'usr/local/bin/docker-entrypoint.sh'));
  },
});

/** Docker Hub's `redis`. */
const redis = (version: Version): BaseImage => ({
  references: [`redis:${version.major}-${version.suite}`],
  top: redisLayer(version),
  architectures: [native],
  config: {
    WorkingDir: '/data',
    Env: [searchPath],
    Entrypoint: ['docker-entrypoint.sh'],
    Cmd: ['redis-server'],
    ExposedPorts: { '6379/tcp': {} },
    Volumes: { '/data': {} },
  },
});

export const redis8 = redis({ major: '8', suite: 'trixie' });
export const redis7 = redis({ major: '7', suite: 'bookworm' });
