import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  PackageName,
  parseStandardFile,
  ProblemError,
  Version,
  type Extension,
  type Problem,
  type StandardFile,
} from '@org/ci-core';

/** Names that the data of a standard may have; the first that is there counts. */
export const standardFiles = ['standard.yaml', 'standard.json'] as const;

/** Code of a package, as its index.js hands it over. */
export type ExtensionCode = Pick<Extension, 'stacks' | 'artefacts' | 'migrations'>;

const problem = (where: string, what: string, fix: string): Problem => ({
  code: 'standard-file',
  where,
  what,
  fix,
});

function readManifest(folder: string): { name: string; version: string } {
  const file = join(folder, 'package.json');
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const problems = [
    ...(PackageName.safeParse(name).success
      ? []
      : [problem(`${file} › name`, 'is no package name', 'set it')]),
    ...(Version.safeParse(version).success
      ? []
      : [problem(`${file} › version`, 'is no version', 'set it, e.g. 1.0.0')]),
  ];
  if (problems.length > 0) throw new ProblemError(problems);
  return { name: String(name), version: String(version) };
}

function readData(folder: string): StandardFile {
  const file = standardFiles.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) return {};
  const parsed = parseStandardFile(readFileSync(file, 'utf8'), file);
  if (parsed.ok) return parsed.value;
  throw new ProblemError(parsed.problems);
}

/**
 * What a package says about a standard, for extendStandard: name and version of its package.json, the data of its
 * standard.yaml (or .json), and the code that it hands over.
 * @param folder the package's own, absolute: `__dirname` of its index.js
 * @throws ProblemError with all problems of the data
 */
export const readExtension = (folder: string, code: ExtensionCode = {}): Extension => ({
  ...readManifest(folder),
  data: readData(folder),
  ...code,
});
