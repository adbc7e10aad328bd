import { posix } from 'node:path';
import { failed, Line, Name, ok, type Problem, type Result } from '@org/ci-core';
import { found, type Found } from '../evidence';
import { hasPackage, nxProjectOf, packageOf, type Project } from '../project';

/** The name that Nx has for the project: project.json before package.json before the folder. */
function nxName(project: Project): Found<string> {
  const manifest = packageOf(project);
  const names: [unknown, string][] = [
    [nxProjectOf(project).name, 'project.json › name'],
    [manifest.nx?.name, 'package.json › nx.name'],
    [manifest.name, 'package.json › name'],
  ];
  const first = names.find(([name]) => typeof name === 'string' && name !== '');
  return first ? found(String(first[0]), first[1]) : found(posix.basename(project.directory), 'its folder');
}

const better = (name: string): string =>
  name
    .replace(/^@[^/]*\//, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);

function unfit(project: Project, { value, evidence }: Found<string>): Problem {
  const name = better(value) || 'its-name';
  const [file, text] =
    project.files.includes('project.json') || !hasPackage(project)
      ? ['project.json', `"name": "${name}"`]
      : ['package.json', `"nx": { "name": "${name}" }`];
  return {
    code: 'adopt-name',
    where: project.directory,
    what: `Nx calls it ${value} (${evidence}), which cannot be the name of an image or of Kubernetes' objects`,
    fix: `give the project another name, write ${text} into ${project.directory}/${file}; what is yours is not edited`,
  };
}

/** The service's name is the Nx project's: lower-case letters, digits and dashes. */
export function findName(project: Project): Result<Found<string>> {
  const name = nxName(project);
  return Name.safeParse(name.value).success ? ok(name) : failed(unfit(project, name));
}

/** One line of package.json, where it can be one of the manifest. */
export function findDescription(project: Project): Found<string> | undefined {
  const { description } = packageOf(project);
  const isLine = typeof description === 'string' && description !== '' && Line.safeParse(description).success;
  return isLine ? found(description, 'package.json › description') : undefined;
}
