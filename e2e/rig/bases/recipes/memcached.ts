import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { native } from '../../os/platform.js';
import { addAccount } from '../accounts.js';
import { searchPath, type BaseImage } from '../image.js';
import type { Layer } from '../layer.js';
import { installPackages } from '../packages.js';
import { installScript } from '../script.js';
import { debianLayer } from './debian.js';

const id = 11211;

const memcachedLayer: Layer = {
  name: 'memcached1.6',
  recipe: import.meta.url,
  over: debianLayer,
  async fill(root, kit) {
    await installPackages(root, kit, ['memcached']);
    await addAccount(root, { name: 'memcache', id, home: '/nonexistent' });
    await mkdir(join(root, 'usr/local/bin'), { recursive: true });
    await installScript('memcached-entrypoint.sh', join(root, 'usr/local/bin/docker-entrypoint.sh'));
  },
};

/** Docker Hub's `memcached`. */
export const memcached: BaseImage = {
  references: ['memcached:1.6-trixie'],
  top: memcachedLayer,
  architectures: [native],
  config: {
    User: 'memcache',
    Env: [searchPath],
    Entrypoint: ['docker-entrypoint.sh'],
    Cmd: ['memcached'],
    ExposedPorts: { '11211/tcp': {} },
  },
};
