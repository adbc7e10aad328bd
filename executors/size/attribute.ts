/** A file of a layer. `path` has no leading slash. */
export interface LayerFile {
  readonly path: string;
  readonly bytes: number;
}

export interface Part {
  readonly name: string;
  readonly bytes: number;
}

const npmPackage = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const pythonPackage = /(?:^|\/)(?:site|dist)-packages\/([^/]+?)(?:-[^/]*\.(?:dist|egg)-info)?(?:\/|\.py$|$)/;

/** The last node_modules counts: a nested package is not its parent's. */
function npmNameOf(path: string): string | undefined {
  const at = path.lastIndexOf('node_modules/');
  return at < 0 ? undefined : npmPackage.exec(path.slice(at))?.[1];
}

/** Two levels say enough where no package manager claims a file. */
const folderOf = (path: string): string => `/${path.split('/').slice(0, -1).slice(0, 2).join('/')}`;

/** Whose a file is: an npm or Python package, a Debian package by `owners` (path → package), else its folder. */
export function ownerOf(path: string, owners: ReadonlyMap<string, string>): string {
  const npm = npmNameOf(path);
  if (npm !== undefined) return `npm ${npm}`;
  const python = pythonPackage.exec(path)?.[1];
  if (python !== undefined) return `python ${python}`;
  const debian = owners.get(path);
  return debian === undefined ? folderOf(path) : `debian ${debian}`;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Bytes by owner, largest first. A file of a later layer replaces that of an earlier one. */
export function attribute(files: readonly LayerFile[], owners: ReadonlyMap<string, string>): Part[] {
  const last = new Map(files.map(({ path, bytes }) => [path, bytes]));
  const parts = new Map<string, number>();
  for (const [path, bytes] of last) {
    const owner = ownerOf(path, owners);
    parts.set(owner, (parts.get(owner) ?? 0) + bytes);
  }
  return [...parts]
    .map(([name, bytes]) => ({ name, bytes }))
    .sort((a, b) => b.bytes - a.bytes || compare(a.name, b.name));
}
