import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the installed package that a file belongs to. */
const packageOf = (file: string): string[] =>
  /^.*[\\/]?node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(file)?.slice(0, 1) ?? [];

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/** Licences of the installed packages that these files come from. */
export const formatLicences = (files: readonly string[]): string =>
  [...new Set(files.flatMap(packageOf))]
    .sort()
    .map(licenceOf)
    .join(`\n${'-'.repeat(80)}\n\n`);
