import { failed, ok, type Result } from '@org/ci-core';

interface RootManifest {
  readonly [key: string]: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Fields of the root's package.json that decide what is installed, or with what. */
const kept = [
  'name',
  'version',
  'private',
  'type',
  'license',
  'engines',
  'devEngines',
  'packageManager',
  'imports',
];
const settings = ['overrides', 'resolutions', 'pnpm'];

/** npm lets an override say `$name`: the root's own version of it. The root loses its dependencies, so it is written out. */
function resolveReferences(value: unknown, versions: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string' && value.startsWith('$')) return versions[value.slice(1)] ?? value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, resolveReferences(each, versions)]),
  );
}

/** Text of the root's package.json narrowed to these workspaces and those of its own dependencies. */
export function narrowRootManifest(
  text: string,
  options: { readonly workspaces: readonly string[]; readonly rootDependencies?: readonly string[] },
): Result<string> {
  let manifest: RootManifest;
  try {
    manifest = JSON.parse(text) as RootManifest;
  } catch {
    const fix = 'correct the JSON';
    return failed({ code: 'manifest-invalid', where: 'package.json', what: 'is not JSON', fix });
  }
  const versions = { ...manifest.devDependencies, ...manifest.dependencies };
  const own = Object.entries(manifest.dependencies ?? {}).filter(([name]) =>
    options.rootDependencies?.includes(name),
  );
  const narrowed = {
    ...Object.fromEntries(kept.flatMap((key) => (key in manifest ? [[key, manifest[key]]] : []))),
    workspaces: options.workspaces,
    ...(own.length > 0 ? { dependencies: Object.fromEntries(own) } : {}),
    ...Object.fromEntries(
      settings.flatMap((key) => (key in manifest ? [[key, resolveReferences(manifest[key], versions)]] : [])),
    ),
  };
  return ok(`${JSON.stringify(narrowed, null, 2)}\n`);
}
