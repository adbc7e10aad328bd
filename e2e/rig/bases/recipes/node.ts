import { chmod, chown, cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { amd64, arm64 } from '../../os/platform.js';
import { addAccount, inheritAccounts } from '../accounts.js';
import { certificateEnvironment } from '../certificates.js';
import { searchPath, type BaseImage } from '../image.js';
import type { Layer } from '../layer.js';
import { nodeProgram, nodeVersion } from '../node-program.js';
import { debianLayer } from './debian.js';
import { installScript } from '../script.js';

const nodeLayer: Layer = {
  name: 'node',
  recipe: import.meta.url,
  over: debianLayer,
  async fill(root, kit) {
    const program = await nodeProgram(kit.arch);
    const local = join(root, 'usr/local');
    await mkdir(join(local, 'bin'), { recursive: true });
    await mkdir(join(root, 'home/node'), { recursive: true });
    await cp(join(program, 'bin/node'), join(local, 'bin/node'));
    await cp(join(program, 'npm'), join(local, 'lib/node_modules/npm'), { recursive: true });
    for (const name of ['npm', 'npx']) {
      const script = `lib/node_modules/npm/bin/${name}-cli.js`;
      await chmod(join(local, script), 0o755);
      await symlink(`../${script}`, join(local, 'bin', name));
    }
    await symlink('node', join(local, 'bin/nodejs'));
    await chmod(join(local, 'bin/node'), 0o755);
    await inheritAccounts(root, kit.below);
    await addAccount(root, { name: 'node', id: 1000, home: '/home/node', shell: '/bin/bash' });
    await chown(join(root, 'home/node'), 1000, 1000);
    await installScript('node-entrypoint.sh', join(local, 'bin/docker-entrypoint.sh'));
  },
};

/** Docker Hub's `node`. */
export const node: BaseImage = {
  references: ['node:24-trixie-slim'],
  top: nodeLayer,
  architectures: [amd64, arm64],
  config: {
    Env: [searchPath, ...certificateEnvironment, `NODE_VERSION=${nodeVersion}`],
    Entrypoint: ['docker-entrypoint.sh'],
    Cmd: ['node'],
  },
};
