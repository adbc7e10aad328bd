import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from '../os/cache.js';
import { exec } from '../os/exec.js';
import type { Architecture } from '../os/platform.js';

/** The newest that npm has for both architectures. */
export const nodeVersion = '24.21.0';
const npmVersion = '11.21.2';

/** A folder with `bin/node` and `npm/` (the package), from npm: packages are checked against the registry's integrity. */
export function nodeProgram(arch: Architecture): Promise<string> {
  const packages = [`node-linux-${arch.npm}@${nodeVersion}`, `npm@${npmVersion}`];
  return cached(`node-${arch.oci}`, packages, async (folder) => {
    await exec('npm', ['pack', '--silent', ...packages], { cwd: folder });
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.tgz'))) {
      const target = join(folder, file.startsWith('npm-') ? 'npm' : 'node');
      await mkdir(target);
      await exec('tar', [
        '-xzf',
        join(folder, file),
        '-C',
        target,
        '--strip-components=1',
        '--no-same-owner',
      ]);
      await rm(join(folder, file));
    }
    await mkdir(join(folder, 'bin'));
    await cp(join(folder, 'node/bin/node'), join(folder, 'bin/node'));
    await rm(join(folder, 'node'), { recursive: true });
  });
}
