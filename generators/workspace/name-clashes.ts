import type { Tree } from '@nx/devkit';
import type { Problem } from '@org/ci-core';
import type { FoundService, FoundServices } from './manifests';
import { projectNames } from './surroundings';

const clash = ({ service, directory }: FoundService, file: string): Problem => ({
  code: 'service-name-taken',
  where: `${directory}/service.yaml › name`,
  what: `${service.name} is already the name of another project (${file})`,
  fix: 'give it another name',
});

/** Services without those that are called like a project that is none; each of them is a problem. */
export async function withoutNameClashes(tree: Tree, found: FoundServices): Promise<FoundServices> {
  const folders = new Set(found.services.map(({ directory }) => directory));
  const names = await projectNames(tree, folders);
  const problems = found.services.flatMap((one) => {
    const file = names.get(one.service.name);
    return file === undefined ? [] : [clash(one, file)];
  });
  return {
    services: found.services.filter(({ service }) => !names.has(service.name)),
    problems: [...found.problems, ...problems],
  };
}
