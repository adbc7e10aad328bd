import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
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
const home = '/var/lib/rabbitmq';
/** An administrator's script in Python, and what starts rabbitmq by a socket. */
const unneeded = /^(python3|libpython3|media-types|libexpat1|socat|libwrap0|rabbitmqadmin)/;

const rabbitmqLayer: Layer = {
  name: 'rabbitmq4.0',
  recipe: import.meta.url,
  over: debianLayer,
  async fill(root, kit) {
    await installPackages(root, kit, ['rabbitmq-server'], unneeded);
    await addAccount(root, { name: 'rabbitmq', id, home, shell: '/bin/bash' });
    const etc = join(root, 'etc/rabbitmq');
    await mkdir(etc, { recursive: true });
    for (const name of await readdir(etc)) await rm(join(etc, name), { recursive: true });
    await makeFolder(root, 'etc/rabbitmq', id, 0o777);
    await makeFolder(root, 'etc/rabbitmq/conf.d', id, 0o777);
    await writeFile(
      join(etc, 'conf.d/10-defaults.conf'),
      'loopback_users.guest = false\nlog.console = true\n',
    );
    await rm(join(root, home), { recursive: true, force: true });
    await makeFolder(root, home, id, 0o1777);
    await makeFolder(root, 'var/log/rabbitmq', id, 0o1777);
    await mkdir(join(root, 'usr/local/bin'), { recursive: true });
    await installScript('rabbitmq-entrypoint.sh', join(root, 'usr/local/bin/docker-entrypoint.sh'));
  },
};

/** Docker Hub's `rabbitmq`. */
export const rabbitmq: BaseImage = {
  references: ['rabbitmq:4.0'],
  top: rabbitmqLayer,
  architectures: [native],
  config: {
    Env: [
      `PATH=/usr/lib/rabbitmq/bin:${searchPath.slice('PATH='.length)}`,
      'LANG=C.UTF-8',
      `RABBITMQ_DATA_DIR=${home}`,
      `HOME=${home}`,
      'RABBITMQ_LOGS=-',
    ],
    Entrypoint: ['docker-entrypoint.sh'],
    Cmd: ['rabbitmq-server'],
    ExposedPorts: { '5672/tcp': {} },
    Volumes: { [home]: {} },
  },
};
