import { chmod, copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Copies an entrypoint of `recipes/` into an image's folder, executable. */
export async function installScript(name: string, target: string): Promise<void> {
  await copyFile(fileURLToPath(new URL(`./recipes/${name}`, import.meta.url)), target);
  await chmod(target, 0o755);
}
