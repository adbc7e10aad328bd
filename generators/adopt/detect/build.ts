import { posix } from 'node:path';
import { found, type Found } from '../evidence';
import { nxProjectOf, packageOf, type Project, type Target } from '../project';
import type { Build } from './build-facts';
import { executorBuild } from './build-executor';
import { scriptBuild } from './build-script';

const isString = (value: unknown): value is string => typeof value === 'string';

/** `{workspaceRoot}/dist/{projectRoot}` → dist/apps/api */
const resolved = (output: string, { directory }: Project): string =>
  posix
    .normalize(output.replace('{workspaceRoot}/', '').replaceAll('{projectRoot}', directory))
    .replace(/\/$/, '');

/** The first of a target's outputs that is a plain folder. */
function declaredOutputs(project: Project, { outputs }: Target, evidence: string): Found<string>[] {
  const texts = Array.isArray(outputs) ? outputs.filter(isString) : [];
  const plain = texts.filter((one) => !/[*!]|\{options\./.test(one)).map((one) => resolved(one, project));
  return plain.slice(0, 1).map((value) => found(value, `${evidence}.outputs`));
}

function fromTarget(project: Project, name: string, target: Target, file: string): Build {
  const evidence = `${file} › targets.${name}`;
  const own = executorBuild(project, target, evidence);
  const output = own.output.length > 0 ? own.output : declaredOutputs(project, target, evidence);
  return { ...own, output, target: name };
}

const isWhole = ({ executor, command }: Target = {}): boolean =>
  executor !== undefined || command !== undefined;

/** A script of package.json, which Nx runs under its name; project.json may say what it writes. */
function fromScript(project: Project, name: string, declared: Target): Found<Build> | undefined {
  const script = packageOf(project).scripts?.[name];
  if (!isString(script)) return undefined;
  const evidence = `package.json › scripts.${name}`;
  const own = scriptBuild(project, script, project.directory, evidence);
  const output = own.output.length > 0 ? own.output : declaredOutputs(project, declared, evidence);
  return found({ ...own, output, target: name }, evidence);
}

/** The build that a project has under this name, as Nx has it: project.json before package.json, and scripts last. */
export function findBuild(project: Project, name: string): Found<Build> | undefined {
  const inProject = nxProjectOf(project).targets?.[name];
  const inPackage = packageOf(project).nx?.targets?.[name];
  if (inProject && isWhole(inProject))
    return found(fromTarget(project, name, inProject, 'project.json'), `project.json › targets.${name}`);
  if (inPackage && isWhole(inPackage))
    return found(
      fromTarget(project, name, inPackage, 'package.json › nx'),
      `package.json › nx.targets.${name}`,
    );
  return fromScript(project, name, { ...inPackage, ...inProject });
}
