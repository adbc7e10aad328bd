import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Writes files below a folder (POSIX path → text). */
export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A folder with these files, until the test ends. Its real path. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'org-ci-standard-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  write(folder, files);
  return folder;
}

/** Files of an installed package that exports a standard without stacks. */
export const packageFiles = (
  name: string,
  version: string,
  folder = `node_modules/${name}`,
): Record<string, string> => ({
  [`${folder}/package.json`]: JSON.stringify({ name, version, main: 'index.js' }),
  [`${folder}/index.js`]: `exports.standard = { name: '${name}', version: '${version}', stacks: [], artefacts: [], gates: {} };`,
});
