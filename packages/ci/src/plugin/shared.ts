import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  ok,
  parseWorkspace,
  unwrap,
  type PackageManagers,
  type Problem,
  type Result,
  type Service,
  type Standard,
  type Workspace,
} from '@org/ci-core';
import { loadStandards, standardFor, type Standards } from '@org/ci-standard';
import { linkedFolders } from './linked';
import { problemsOf } from './report';
import { rulesName, rulesNode, type RulesNode } from './rules';

/** What every service of the workspace shares. */
export interface Shared {
  readonly root: string;
  readonly workspace: Workspace | undefined;
  readonly standard: Standard | undefined;
  /** Services may follow others: see sharedBy. */
  readonly standards: Standards | undefined;
  /** Packages of the graph whose versions decide what the pipeline's targets do. */
  readonly packages: readonly string[];
  /** Of an installed standard: what it says of them, as one of those packages. */
  readonly rules: RulesNode | undefined;
  /** Folders of the workspace that hold a standard of its own: their files decide the same. */
  readonly folders: readonly string[];
  /** Node of the graph that says what the root says to tools of Python; none where there is no uv workspace. */
  readonly settings?: readonly string[];
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

/** The package that carries everything out. */
export const ownPackage = '@org/ci';

/** What a standard decides: by its rules where it is installed, by its files where it is written here. */
function decided(root: string, standard: Standard): Pick<Shared, 'packages' | 'folders' | 'rules'> {
  const packages = isInstalled(root, ownPackage) ? [ownPackage] : [];
  if (!isInstalled(root, standard.name))
    return { packages, folders: foldersOf(root, standard.name), rules: undefined };
  return { packages: [...packages, rulesName(standard)], folders: [], rules: rulesNode(standard) };
}

const nothing = (root: string): Shared => ({
  root,
  workspace: undefined,
  standard: undefined,
  standards: undefined,
  packages: [],
  rules: undefined,
  folders: [],
  problems: [],
});

/** ci.yaml and what it names. `files` are the manifests that Nx found. */
export function readShared(root: string, files: readonly string[]): Shared {
  if (!files.includes('ci.yaml')) return nothing(root);
  try {
    const workspace = unwrap(parseWorkspace(readFileSync(join(root, 'ci.yaml'), 'utf8'), 'ci.yaml'));
    const standards = unwrap(loadStandards(root, workspace));
    const standard = standards.workspace;
    return { root, workspace, standard, standards, ...decided(root, standard), problems: [] };
  } catch (error) {
    return { ...nothing(root), problems: problemsOf(error, 'ci.yaml') };
  }
}

/** What ci.yaml says of package managers; what it says where it says nothing, where it cannot be read. */
export const managersOf = ({ workspace }: Pick<Shared, 'workspace'>): PackageManagers =>
  workspace ?? { pythonPackageManager: 'uv' };

const byStandard = new WeakMap<Shared, Map<Standard, Shared>>();

/** What a service shares with the others of its standard. `file` is its manifest. */
export function sharedBy(service: Service, shared: Shared, file: string): Result<Shared> {
  if (service.standard === undefined || shared.standards === undefined) return ok(shared);
  const standard = standardFor(shared.standards, service, file);
  if (!standard.ok) return standard;
  const known = byStandard.get(shared) ?? new Map<Standard, Shared>();
  byStandard.set(shared, known);
  const own = known.get(standard.value) ?? {
    ...shared,
    standard: standard.value,
    ...decided(shared.root, standard.value),
  };
  known.set(standard.value, own);
  return ok(own);
}
