import { dirname } from 'node:path/posix';
import type { Tree } from '@nx/devkit';
import { parsePyproject, projectNames, RelativePath } from '@org/ci-core';
import { globAsync, readNxJson } from './nx';
import { readText } from './manifests';

/** Folder of applications: nx.json's layout, else apps. */
export function appsFolder(tree: Tree): string {
  const folder = readNxJson(tree)?.workspaceLayout?.appsDir;
  return folder !== undefined && RelativePath.safeParse(folder).success ? folder : 'apps';
}

/**
 * Names that other projects have, with the file that says so: project.json or package.json. `ci` is the workspace's
 * own. Those in `except` are not read.
 */
export async function otherNames(
  tree: Tree,
  except: ReadonlySet<string> = new Set(),
): Promise<ReadonlyMap<string, string>> {
  const files = await globAsync(tree, ['project.json', '**/project.json', 'package.json', '**/package.json']);
  const others = files.filter((file) => !except.has(dirname(file)));
  return new Map([['ci', 'ci.yaml'], ...projectNames(others, (path) => readText(tree, path))]);
}

/** Names of projects in Python, with the pyproject.toml that says so: of two members of one name, uv locks neither. */
export async function pythonNames(tree: Tree): Promise<ReadonlyMap<string, string>> {
  const files = await globAsync(tree, ['pyproject.toml', '**/pyproject.toml']);
  const named = files.flatMap((file): [string, string][] => {
    const parsed = parsePyproject(readText(tree, file) ?? '', file);
    return parsed.ok && parsed.value.name !== undefined ? [[parsed.value.name, file]] : [];
  });
  return new Map(named);
}
