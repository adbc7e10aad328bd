/** One entry of a package-lock's `packages`; what is not listed is passed on as it is. */
export interface NpmEntry {
  readonly [key: string]: unknown;
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** Place in the tree (`apps/a`, `node_modules/b`, `node_modules/b/node_modules/c`; the root is '') → entry. */
export type NpmPackages = Readonly<Record<string, NpmEntry>>;

export interface Edge {
  readonly name: string;
  /** Only what is optional leads there. */
  readonly optional: boolean;
  /** It may be missing from the tree: an optional one, or a peer under npm's legacy-peer-deps. */
  readonly mayMiss: boolean;
}

/** What an entry depends on. An optional peer is no reason for a package to be there. */
export function dependencyEdges(entry: NpmEntry, dev: boolean): Edge[] {
  const optional = Object.keys(entry.optionalDependencies ?? {});
  const required = [
    ...Object.keys(entry.dependencies ?? {}),
    ...(dev ? Object.keys(entry.devDependencies ?? {}) : []),
  ].filter((name) => !optional.includes(name));
  const peers = Object.keys(entry.peerDependencies ?? {})
    .filter((name) => !entry.peerDependenciesMeta?.[name]?.optional)
    .filter((name) => !optional.includes(name) && !required.includes(name));
  return [
    ...required.map((name) => ({ name, optional: false, mayMiss: false })),
    ...peers.map((name) => ({ name, optional: false, mayMiss: true })),
    ...optional.map((name) => ({ name, optional: true, mayMiss: true })),
  ];
}

/** `apps/a` → `apps/a`, `apps`, ``: folders in which Node looks for node_modules, itself first. */
function ancestors(path: string): string[] {
  const parts = path === '' ? [] : path.split('/');
  const folders = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
  return [...folders, ''].filter((folder) => !/(^|\/)node_modules(\/@[^/]+)?$/.test(folder));
}

/** Where Node finds a package that is required from that place (nodejs.org/api/modules.html#loading-from-node_modules-folders). */
export function resolveDependency(packages: NpmPackages, from: string, name: string): string | undefined {
  return ancestors(from)
    .map((folder) => `${folder === '' ? '' : `${folder}/`}node_modules/${name}`)
    .find((path) => Object.hasOwn(packages, path));
}

/** The link in the root's node_modules that leads to a workspace. */
export const findLink = (packages: NpmPackages, workspace: string): string | undefined =>
  Object.keys(packages).find(
    (path) =>
      path.startsWith('node_modules/') &&
      packages[path]?.link === true &&
      packages[path].resolved === workspace,
  );
