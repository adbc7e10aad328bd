import { hasPackage, packageOf, parseLoose, sourcesOf, type PackageManifest, type Project } from '../project';

/** Package → where it is declared: `package.json › dependencies.express`. */
export type Dependencies = ReadonlyMap<string, string>;

const declared = (manifest: PackageManifest, file: string): [string, string][] =>
  (['dependencies', 'devDependencies'] as const).flatMap((section) =>
    Object.keys(manifest[section] ?? {}).map((name): [string, string] => [
      name,
      `${file} › ${section}.${name}`,
    ]),
  );

const imported = /(?:\bfrom|\bimport|\brequire\s*\()\s*\(?['"]((?:@[\w.-]+\/)?[\w.-]+)/g;

/**
 * Packages that a project declares. One without a package.json has those of the workspace's root that its sources
 * import: the root's others belong to other projects.
 */
export function dependenciesOf(project: Project): Dependencies {
  if (hasPackage(project)) return new Map(declared(packageOf(project), 'package.json'));
  const root = (parseLoose(project.read('package.json')) ?? {}) as PackageManifest;
  const names = new Set(
    sourcesOf(project).flatMap(({ text }) => [...text.matchAll(imported)].map(([, name]) => name)),
  );
  return new Map(declared(root, '/package.json').filter(([name]) => names.has(name)));
}
