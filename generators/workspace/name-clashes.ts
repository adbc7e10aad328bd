import type { Tree } from '@nx/devkit';
import { nameTaken } from '@org/ci-core';
import type { FoundServices } from './manifests';
import { otherNames } from './surroundings';

/** Services without those that are called like a project that is none; each of them is a problem. */
export async function withoutNameClashes(tree: Tree, found: FoundServices): Promise<FoundServices> {
  const folders = new Set(found.services.map(({ directory }) => directory));
  const names = await otherNames(tree, folders);
  const problems = found.services.flatMap(({ service, directory }) => {
    const file = names.get(service.name);
    return file === undefined ? [] : [nameTaken(service.name, directory, `another project (${file})`)];
  });
  return {
    services: found.services.filter(({ service }) => !names.has(service.name)),
    problems: [...found.problems, ...problems],
  };
}
