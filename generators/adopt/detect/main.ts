import { posix } from 'node:path';
import { found, strongest, type Found } from '../evidence';
import { packageOf, type Project } from '../project';
import type { Build } from './build-facts';
import { nodeFile, parseScript } from './command';
import { ownDockerfile } from './dockerfile';

type Files = readonly Found<string>[];

/** Node runs these as they are; types are taken off by itself. */
const runnable = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'];

const join = ({ directory }: Project, file: string): string => posix.normalize(posix.join(directory, file));

/** `dist/main` → dist/main.js, as Node finds it. */
const withExtension = (file: string): string =>
  posix.extname(file) === '' ? `${file.replace(/\/$/, '')}.js` : file;

function ofScript(project: Project, name: string): Files {
  const script = packageOf(project).scripts?.[name];
  if (typeof script !== 'string') return [];
  return parseScript(script).flatMap((words) => {
    const file = nodeFile(words);
    return file === undefined
      ? []
      : [found(join(project, withExtension(file)), `package.json › scripts.${name}`)];
  });
}

const scripts = (project: Project): Files[] =>
  ['start:prod', 'start:production', 'start', 'serve'].map((name) => ofScript(project, name));

function ofPackage(project: Project): Files {
  const { main } = packageOf(project);
  return typeof main === 'string' ? [found(join(project, withExtension(main)), 'package.json › main')] : [];
}

/** CMD or ENTRYPOINT of its own Dockerfile, where it names a file that the project has or builds. */
function ofDockerfile(project: Project): Files {
  const commands = [...(ownDockerfile(project)?.matchAll(/^\s*(?:CMD|ENTRYPOINT)\s+(.*)$/gim) ?? [])];
  return commands.flatMap(([, rest = '']) => {
    const file = nodeFile(
      rest
        .replace(/[[\],"]/g, ' ')
        .trim()
        .split(/\s+/),
    );
    if (file === undefined || file.startsWith('/')) return [];
    return [found(join(project, withExtension(file)), `Dockerfile › ${rest.trim()}`)];
  });
}

const usual = ['server', 'main', 'index', 'app'];
const usualFiles = ['', 'src/'].flatMap((folder) =>
  usual.flatMap((name) => ['.js', '.mjs', '.cjs'].map((extension) => `${folder}${name}${extension}`)),
);

const ofFiles = (project: Project): Files =>
  usualFiles.filter((file) => project.files.includes(file)).map((file) => found(join(project, file), file));

/** The file that starts a program that is built: in its output. */
function findBuilt(project: Project, { main, output }: Build): Files {
  const isBuilt = ({ value }: Found<string>): boolean =>
    output.length === 0
      ? !project.files.includes(value.slice(project.directory.length + 1))
      : output.some((folder) => value.startsWith(`${folder.value}/`));
  const levels = [...scripts(project), ofPackage(project), ofDockerfile(project)].map((level) =>
    level.filter(isBuilt),
  );
  return strongest(...levels, main);
}

const isThere =
  ({ directory, files }: Project) =>
  ({ value }: Found<string>): boolean =>
    files.includes(value.slice(directory.length + 1)) && runnable.includes(posix.extname(value));

/** The file that starts a program whose files are run as they are: one that is there. */
function findPlain(project: Project): Files {
  const levels = [...scripts(project), ofPackage(project), ofDockerfile(project), ofFiles(project)];
  return strongest(...levels.map((level) => level.filter(isThere(project))));
}

/** A file that is started and that the build does not make: it is there, and its start script or its Dockerfile names it. */
export function findStarted(project: Project, build: Build): Found<string> | undefined {
  if (findBuilt(project, build).length > 0) return undefined;
  const levels = [...scripts(project), ofDockerfile(project)];
  const [first, ...others] = strongest(...levels.map((level) => level.filter(isThere(project))));
  if (first === undefined || others.some(({ value }) => value !== first.value)) return undefined;
  return found(first.value, `${first.evidence}; ${build.target} does not make it`);
}

/** The file that Node.js runs, from the workspace's root. */
export const findMain = (project: Project, build: Build | undefined): Files =>
  build === undefined ? findPlain(project) : findBuilt(project, build);

/** Folder that a build writes: what it says, else where the file that is started lies. */
export function findOutput(project: Project, build: Build, main: Files): Files {
  if (build.output.length > 0) return build.output;
  return main.flatMap(({ value, evidence }) => {
    const below = value.startsWith(`${project.directory}/`) ? project.directory : '';
    const [first, ...rest] = value.slice(below === '' ? 0 : below.length + 1).split('/');
    return first === undefined || rest.length === 0 ? [] : [found(posix.join(below, first), evidence)];
  });
}
