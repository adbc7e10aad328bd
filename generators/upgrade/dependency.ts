import type { Tree } from '@nx/devkit';
import type { Standard } from '@org/ci-core';
import { writeFiles } from '../workspace/apply';
import { readText } from '../workspace/manifests';

const sections = ['devDependencies', 'dependencies'] as const;

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** The root's package.json asks for this version of the standard, in the section that it had it in. */
export function requireVersion(tree: Tree, { name, version }: Pick<Standard, 'name' | 'version'>): void {
  const text = readText(tree, 'package.json') ?? '{}';
  const manifest = JSON.parse(text) as Manifest;
  const section = sections.find((one) => manifest[one]?.[name] !== undefined) ?? 'devDependencies';
  manifest[section] = { ...manifest[section], [name]: `^${version}` };
  const indent = /^[\t ]+(?=")/m.exec(text)?.[0] ?? '  ';
  writeFiles(tree, [{ path: 'package.json', text: `${JSON.stringify(manifest, null, indent)}\n` }]);
}
