import { failed, ok, type Result } from '@org/ci-core';
import { narrowDependencies } from './dependencies';
import type { Patches } from './patches';

export interface RootManifest {
  readonly [key: string]: unknown;
  readonly pnpm?: { readonly patchedDependencies?: Patches };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Fields of the root's package.json that decide what is installed, or with what. Its name and version do not. */
const kept = ['private', 'type', 'engines', 'devEngines', 'packageManager', 'imports'];
const settings = ['overrides', 'resolutions'];

/** npm lets an override say `$name`: the root's own version of it. The root loses its dependencies, so it is written out. */
function resolveReferences(value: unknown, versions: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string' && value.startsWith('$')) return versions[value.slice(1)] ?? value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, resolveReferences(each, versions)]),
  );
}

/** A root's package.json. Code: manifest-invalid. */
export function parseRootManifest(text: string): Result<RootManifest> {
  try {
    return ok(JSON.parse(text) as RootManifest);
  } catch {
    const fix = 'correct the JSON';
    return failed({ code: 'manifest-invalid', where: 'package.json', what: 'is not JSON', fix });
  }
}

/** pnpm's settings without patches of packages that are not left: unused ones would be refused. */
function narrowPnpm(value: unknown, patches: readonly string[]): unknown {
  const { patchedDependencies, ...rest } = value as { patchedDependencies?: Patches };
  const left = Object.entries(patchedDependencies ?? {}).filter(([key]) => patches.includes(key));
  return left.length === 0
    ? rest
    : { ...rest, patchedDependencies: Object.fromEntries(left), allowUnusedPatches: true };
}

export interface ManifestNarrowing {
  readonly workspaces: readonly string[];
  /** The root's own dependencies that stay, for development or not. */
  readonly rootDependencies?: readonly string[];
  /** Keys of pnpm's `patchedDependencies` that stay. */
  readonly patches?: readonly string[];
}

/** The root's package.json as text, narrowed. */
export function narrowRootManifest(
  manifest: RootManifest,
  { workspaces, rootDependencies = [], patches = [] }: ManifestNarrowing,
): string {
  const versions = { ...manifest.devDependencies, ...manifest.dependencies };
  const narrowed = {
    ...Object.fromEntries(kept.flatMap((key) => (key in manifest ? [[key, manifest[key]]] : []))),
    workspaces,
    ...narrowDependencies(manifest, rootDependencies),
    ...Object.fromEntries(
      settings.flatMap((key) => (key in manifest ? [[key, resolveReferences(manifest[key], versions)]] : [])),
    ),
    ...(manifest.pnpm === undefined ? {} : { pnpm: narrowPnpm(manifest.pnpm, patches) }),
  };
  return `${JSON.stringify(narrowed, null, 2)}\n`;
}
