import { exec } from '../os/exec.js';

export interface Workspace {
  readonly name: string;
  readonly version: string;
  /** Absolute. */
  readonly folder: string;
}

interface Queried {
  readonly name: string;
  readonly version: string;
  readonly path: string;
  readonly private?: boolean;
}

/** The packages of a repository that are published, as npm sees them. */
export async function publicWorkspaces(root: string): Promise<Workspace[]> {
  const found = JSON.parse(await exec('npm', ['query', '.workspace'], { cwd: root })) as Queried[];
  return found.flatMap(({ name, version, path, private: hidden }) =>
    hidden ? [] : [{ name, version, folder: path }],
  );
}
