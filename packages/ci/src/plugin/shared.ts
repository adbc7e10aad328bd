import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseWorkspace, unwrap, type Problem, type Standard, type Workspace } from '@org/ci-core';
import { loadStandard } from '@org/ci-standard';
import { linkedFolders } from './linked';
import { problemsOf } from './report';

/** What every service of the workspace shares. */
export interface Shared {
  readonly workspace: Workspace | undefined;
  readonly standard: Standard | undefined;
  /** Installed packages whose versions decide what the pipeline's targets do. */
  readonly packages: readonly string[];
  /** Folders of the workspace that hold a standard of its own: their files decide the same. */
  readonly folders: readonly string[];
  /** Why ci.yaml or the standard cannot be read. Nothing can be built then. */
  readonly problems: readonly Problem[];
}

/** Whether a package is installed, and not linked from the workspace itself: then Nx knows it by that name. */
function isInstalled(root: string, name: string): boolean {
  try {
    const require = createRequire(join(root, 'package.json'));
    return /[\\/]node_modules[\\/]/.test(require.resolve(name));
  } catch {
    return false;
  }
}

/** Links are resolved as modules are: by their real path. */
function foldersOf(root: string, name: string): readonly string[] {
  try {
    return linkedFolders(realpathSync(root), name);
  } catch {
    return [];
  }
}

const nothing = { workspace: undefined, standard: undefined, packages: [], folders: [], problems: [] };

/** ci.yaml and what it names. `files` are the manifests that Nx found. */
export function readShared(root: string, files: readonly string[]): Shared {
  if (!files.includes('ci.yaml')) return nothing;
  try {
    const workspace = unwrap(parseWorkspace(readFileSync(join(root, 'ci.yaml'), 'utf8'), 'ci.yaml'));
    const { name, version } = workspace.standard;
    const standard = loadStandard(root, name, version);
    const packages = ['@org/ci', name].filter((one) => isInstalled(root, one));
    const folders = packages.includes(name) ? [] : foldersOf(root, name);
    return { workspace, standard, packages, folders, problems: [] };
  } catch (error) {
    return { ...nothing, problems: problemsOf(error, 'ci.yaml') };
  }
}
