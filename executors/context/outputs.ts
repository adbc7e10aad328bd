import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ProjectGraph } from '@nx/devkit';
import { getOutputsForTargetAndConfiguration } from 'nx/src/tasks-runner/utils';
import type { Task } from '../frame/task';

/** `libs/money/dist/**` + `/*.js` → libs/money/dist: what a build writes, as folders. */
const folderOf = (output: string): string => path.posix.normalize(output.replace(/\/?[^/]*[*?{!(].*$/, ''));

/** A folder within which all is the build's: it is no project, and holds none. */
const isOwn = (folder: string, projects: readonly string[]): boolean =>
  folder !== '.' && !projects.some((root) => `${root}/`.startsWith(`${folder}/`));

function outputsOf({ nodes }: ProjectGraph, target: string, roots: ReadonlySet<string>): string[] {
  const projects = Object.values(nodes).map(({ data }) => data.root);
  return Object.values(nodes).flatMap((node) => {
    if (!roots.has(node.data.root) || node.data.targets?.[target] === undefined) return [];
    const outputs = getOutputsForTargetAndConfiguration({ project: node.name, target }, {}, node);
    return outputs.map(folderOf).filter((folder) => isOwn(folder, projects));
  });
}

/**
 * Folders that the build of a service and those of its libraries write, sorted, POSIX; none where nothing is built
 * before the image.
 */
export function planOutputs(
  { graph, service }: Pick<Task<unknown>, 'graph' | 'service'>,
  libraries: readonly string[],
): string[] {
  const { build, output } = service.application ?? {};
  if (build === undefined || output === undefined) return [];
  return [...new Set([output, ...outputsOf(graph, build, new Set(libraries))])].sort();
}

/**
 * Every file below a folder that a build has written, POSIX, from the root; none where there is no such folder. Git
 * ignores them, and so they are looked for where a build has them.
 */
export async function listOutput(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch((): Dirent[] => []);
  const found = entries
    .filter(({ name }) => name !== 'node_modules')
    .map(async (entry) => {
      const inner = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return listOutput(root, inner);
      return entry.isFile() || entry.isSymbolicLink() ? [inner] : [];
    });
  return (await Promise.all(found)).flat();
}
