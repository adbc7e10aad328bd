import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from '../rig/os/cache.js';
import { exec } from '../rig/os/exec.js';
import { sourceFolder } from './source-folder.js';

/** Folder of a virtual environment with everything that `python/NAME.txt` pins; programs are in its `bin`. */
export async function pythonEnvironment(name: 'requirements' | 'trivy' | 'uv'): Promise<string> {
  const file = join(sourceFolder, 'python', `${name}.txt`);
  const [requirements, version] = [await readFile(file, 'utf8'), await exec('python3', ['--version'])];
  return cached(`judges-python-${name}`, { requirements, version, revision: 1 }, async (draft, folder) => {
    await exec('python3', ['-m', 'venv', draft]);
    const check = requirements.includes('--hash=') ? ['--require-hashes'] : [];
    await exec(join(draft, 'bin/pip'), ['install', '-q', '--no-deps', ...check, '-r', file]);
    await rewriteInterpreter(join(draft, 'bin'), draft, folder);
  });
}

/** Scripts name their interpreter by its full path, which changes when the draft becomes the folder. */
async function rewriteInterpreter(bin: string, draft: string, folder: string): Promise<void> {
  for (const entry of await readdir(bin, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const script = await readFile(join(bin, entry.name));
    if (!script.subarray(0, 2).equals(Buffer.from('#!'))) continue;
    await writeFile(join(bin, entry.name), script.toString().replaceAll(draft, folder));
  }
}
