/** A folder of the workspace as detection sees it: texts, and the names of its files. Pure. */
export interface Project {
  /** POSIX, from the workspace's root. */
  readonly directory: string;
  /** Its files, from its folder, sorted; without installed packages. */
  readonly files: readonly string[];
  /** Text of a file of the workspace, by its path from the root. */
  readonly read: (path: string) => string | undefined;
}

export interface PackageManifest {
  readonly name?: unknown;
  readonly description?: unknown;
  readonly main?: unknown;
  readonly scripts?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, unknown>>;
  readonly devDependencies?: Readonly<Record<string, unknown>>;
  readonly nx?: { readonly name?: unknown; readonly targets?: Readonly<Record<string, Target>> };
}

export interface Target {
  readonly executor?: unknown;
  readonly command?: unknown;
  readonly outputs?: unknown;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Text of a file of the project itself. */
export const readOwn = (project: Project, file: string): string | undefined =>
  project.read(`${project.directory}/${file}`);

/** JSON with comments, trailing commas and a byte order mark, as tsconfig.json may have them; undefined where it is none. */
export function parseLoose(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(/("(?:[^"\\]|\\.)*")|\/\/.*|\/\*[^]*?\*\//g, '$1')
    .replace(/,(\s*[}\]])/g, '$1');
  try {
    return JSON.parse(plain);
  } catch {
    return undefined;
  }
}

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

/** package.json of the project; empty where there is none. */
export const packageOf = (project: Project): PackageManifest =>
  objectOf(parseLoose(readOwn(project, 'package.json')));

/** project.json; empty where there is none. */
export const nxProjectOf = (
  project: Project,
): { readonly name?: unknown; readonly targets?: Readonly<Record<string, Target>> } =>
  objectOf(parseLoose(readOwn(project, 'project.json')));

export const hasPackage = (project: Project): boolean => project.files.includes('package.json');

const isCode = (file: string): boolean =>
  /\.[cm]?[jt]sx?$/.test(file) &&
  !/(^|\/)(dist|build|out|coverage|test|tests|__tests__|e2e|node_modules)\//.test(file) &&
  !/\.(d|spec|test|config)\.[cm]?[jt]sx?$/.test(file);

/** More are not read: what is looked for is where a program begins. */
const mostSources = 500;

export interface Source {
  readonly file: string;
  readonly text: string;
}

/** The program's own code, without tests, settings of tools and what a build has made; comments left out. */
export const sourcesOf = (project: Project): Source[] =>
  project.files
    .filter(isCode)
    .slice(0, mostSources)
    .map((file) => ({ file, text: (readOwn(project, file) ?? '').replace(/^\s*(\/\/|\*|\/\*).*$/gm, '') }));
