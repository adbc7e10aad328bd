import { copyFile, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { amd64, arm64 } from '../../os/platform.js';
import { addAccount } from '../accounts.js';
import { makeFolder } from '../folder.js';
import { searchPath, type BaseImage } from '../image.js';
import type { Layer } from '../layer.js';
import { installPackages } from '../packages.js';
import { installScript } from '../script.js';
import { debianLayer } from './debian.js';

const id = 101;
/** What upstream's packages have in /etc/nginx and Debian's have, too. */
const kept = new Set(['mime.types', 'fastcgi_params', 'scgi_params', 'uwsgi_params']);

const nginxLayer: Layer = {
  name: 'nginx1.30',
  recipe: import.meta.url,
  over: debianLayer,
  suite: 'forky',
  async fill(root, kit) {
    await installPackages(root, kit, ['nginx']);
    await addAccount(root, { name: 'nginx', id, home: '/nonexistent' });
    await writeConfiguration(join(root, 'etc/nginx'));
    const html = join(root, 'usr/share/nginx/html');
    await mkdir(html, { recursive: true });
    for (const path of ['var/www', 'usr/share/nginx/modules'])
      await rm(join(root, path), { recursive: true, force: true });
    await writeFile(join(html, 'index.html'), '<!DOCTYPE html><title>Welcome to nginx!</title>\n');
    await writeFile(join(html, '50x.html'), '<!DOCTYPE html><title>Error</title>\n');
    await makeFolder(root, 'var/cache/nginx', id, 0o775);
    await makeFolder(root, 'var/log/nginx', id);
    await symlink('/dev/stdout', join(root, 'var/log/nginx/access.log'));
    await symlink('/dev/stderr', join(root, 'var/log/nginx/error.log'));
    await mkdir(join(root, 'docker-entrypoint.d'));
    await installScript('nginx-entrypoint.sh', join(root, 'docker-entrypoint.sh'));
  },
};

async function writeConfiguration(etc: string): Promise<void> {
  for (const name of await readdir(etc)) if (!kept.has(name)) await rm(join(etc, name), { recursive: true });
  await mkdir(join(etc, 'conf.d'));
  const recipe = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  await copyFile(recipe('nginx.conf'), join(etc, 'nginx.conf'));
  await copyFile(recipe('nginx-default.conf'), join(etc, 'conf.d/default.conf'));
}

/** Docker Hub's `nginxinc/nginx-unprivileged`. */
export const nginx: BaseImage = {
  references: ['nginxinc/nginx-unprivileged:1.30-trixie'],
  top: nginxLayer,
  architectures: [amd64, arm64],
  config: {
    User: String(id),
    Env: [searchPath],
    Entrypoint: ['/docker-entrypoint.sh'],
    Cmd: ['nginx', '-g', 'daemon off;'],
    StopSignal: 'SIGQUIT',
    ExposedPorts: { '8080/tcp': {} },
  },
};
