import { isNamed } from '../naming/glob';
import type { Installer } from '../stack/ecosystem';

/**
 * What of a project's folder stays out of a build context. The context of an image and the Nx inputs of its target are
 * both derived from these rules, so that whatever may change an image is an input, and nothing else is.
 */
export interface ContextRule {
  /** Folders, from the project's folder: `test`, `src/generated`. */
  readonly folders: readonly string[];
  /** Names of files, wherever they are; `*` stands for any characters. */
  readonly files: readonly string[];
}

/**
 * Made by tools, personal, or secret: in no context of anybody. An .npmrc counts at the root only, and is cleaned there.
 * Names begin with `*`: Nx can leave out no others at the top of a library.
 */
export const neverInContext: ContextRule = {
  folders: [
    ...['node_modules', 'dist', 'out-tsc', 'coverage', '.nx', '.git', '.secrets', '.vscode', '.idea'],
    ...['.venv', '__pycache__', '.mypy_cache', '.ruff_cache', '.pytest_cache', 'htmlcov'],
  ],
  files: [
    ...['*.env', '*.env.local', '*.env.*.local', '*.env.example', '*.npmrc', '*.netrc'],
    ...['*.tsbuildinfo', '*.md', '*.gitignore', '*.gitattributes', '*.gitkeep', '*.DS_Store'],
    ...['*.pyc', '*.pyo', '*.coverage', '*.coverage.*'],
  ],
};

/** For people and for tests: development containers have them, images do not. */
const notInImages: ContextRule = {
  folders: ['test', 'tests', '__tests__', 'docs'],
  files: ['*.spec.*', '*.test.*', '*_test.py', '*conftest.py'],
};

/** What says how a service is built and run, and is no part of it. */
const ofServices: ContextRule = { folders: ['k8s'], files: ['service.yaml', 'compose*.yaml'] };

export const joinRules = (...rules: readonly ContextRule[]): ContextRule => ({
  folders: [...new Set(rules.flatMap(({ folders }) => folders))],
  files: [...new Set(rules.flatMap(({ files }) => files))],
});

/** Of a workspace library in the context of an image. */
export const libraryContext: ContextRule = joinRules(neverInContext, notInImages);

/** Of a service in the context of its own image; `own` is its stack's part. */
export const serviceContext = (own: ContextRule = { folders: [], files: [] }): ContextRule =>
  joinRules(libraryContext, ofServices, own);

/** Files of the workspace's root in the context of an image, where they are there; the rest of the root is no part of it. */
export const rootContext: Readonly<Record<Installer, readonly string[]>> = {
  node: ['.npmrc', '.pnpmfile.cjs', 'pnpm-workspace.yaml', 'tsconfig.base.json'],
  uv: ['.python-version', 'uv.toml'],
  pip: [],
};

/** Folder of the root where patches of packages are; those of packages that are installed are part of the context. */
export const patchesFolder = 'patches';

/** Whether a file (POSIX, from the project's folder) is part of the context. */
export function isInContext({ folders, files }: ContextRule, file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return (
    !folders.some((folder) => file.startsWith(`${folder}/`)) && !files.some((each) => isNamed(name, each))
  );
}
