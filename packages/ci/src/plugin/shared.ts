import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseWorkspace, unwrap, type Standard, type Workspace } from '@org/ci-core';
import { loadStandard } from '@org/ci-standard';
import { problemsOf, report } from './report';

/** What every service of the workspace shares. Where ci.yaml or the standard cannot be read, less is inferred. */
export interface Shared {
  readonly workspace: Workspace | undefined;
  readonly standard: Standard | undefined;
  /** Installed packages whose versions decide what the pipeline's targets do. */
  readonly packages: readonly string[];
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

/** ci.yaml and what it names. `files` are the manifests that Nx found. */
export function readShared(root: string, files: readonly string[]): Shared {
  const nothing = { workspace: undefined, standard: undefined, packages: [] };
  if (!files.includes('ci.yaml')) return nothing;
  try {
    const workspace = unwrap(parseWorkspace(readFileSync(join(root, 'ci.yaml'), 'utf8'), 'ci.yaml'));
    const standard = loadStandard(root, workspace.standard.name);
    const packages = ['@org/ci', workspace.standard.name].filter((name) => isInstalled(root, name));
    return { workspace, standard, packages };
  } catch (error) {
    report(problemsOf(error, 'ci.yaml'));
    return nothing;
  }
}
