import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from '../rig/os/cache.js';
import { exec } from '../rig/os/exec.js';
import { sourceFolder } from './source-folder.js';

/** Folder with programs built from the module in `module/`, whose go.sum pins every source by hash. */
export async function goPrograms(module: 'go' | 'trivy-db', packages: readonly string[]): Promise<string> {
  const cwd = join(sourceFolder, module);
  const files = module === 'trivy-db' ? ['go.mod', 'go.sum', 'main.go'] : ['go.mod', 'go.sum'];
  const sources = await Promise.all(files.map((file) => readFile(join(cwd, file), 'utf8')));
  const version = await exec('go', ['env', 'GOVERSION'], { cwd });
  return cached(`judges-${module}`, { sources, version, packages }, async (draft) => {
    const env = { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' };
    await exec('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', `${draft}/`, ...packages], {
      cwd,
      env,
    });
  });
}
