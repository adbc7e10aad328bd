import type { ProjectGraph } from '@nx/devkit';

/** The service. */
export const name = 'payments';

export const inBase = { id: 'CVE-2099-0001', ecosystem: 'debian', release: '13', package: 'glibc', severity: 'CRITICAL', fixed: '99-1', title: 'planted' } as const; // prettier-ignore
export const inLock = { id: 'CVE-2099-0002', ecosystem: 'npm', package: 'bundled', severity: 'CRITICAL', vulnerable: ['<2.0.0'], patched: ['2.0.0'] } as const; // prettier-ignore
export const inDevelopment = { ...inLock, id: 'CVE-2099-0003', package: 'tested' } as const;
/** Of the root, for development: a library without a package.json imports it, and so the bundle has it. */
export const inRoot = { ...inLock, id: 'CVE-2099-0004', package: 'rooted' } as const;
/** Of the root, for development: the library's tests import it. */
export const inRootTests = { ...inLock, id: 'CVE-2099-0005', package: 'proven' } as const;
/** Of the service, for development, and imported by its source all the same. */
export const inSource = { ...inLock, id: 'CVE-2099-0006', package: 'misplaced' } as const;

const lock = {
  name: 'root',
  lockfileVersion: 3,
  packages: {
    '': { name: 'root', workspaces: ['apps/*'], devDependencies: { rooted: '1.0.0', proven: '1.0.0' } },
    [`apps/${name}`]: {
      name,
      version: '0.0.0',
      dependencies: { bundled: '1.0.0' },
      devDependencies: { tested: '1.0.0', misplaced: '1.0.0' },
    },
    [`node_modules/${name}`]: { resolved: `apps/${name}`, link: true },
    'node_modules/bundled': { version: '1.0.0', license: 'MIT' },
    'node_modules/misplaced': { version: '1.0.0', dev: true, license: 'MIT' },
    'node_modules/proven': { version: '1.0.0', dev: true, license: 'MIT' },
    'node_modules/rooted': { version: '1.0.0', dev: true, license: 'MIT' },
    'node_modules/tested': { version: '1.0.0', dev: true, license: 'MIT' },
  },
};

const dependency = (source: string, target: string) => ({ source, target, type: 'static' });
export const graph = {
  nodes: { [name]: { data: { root: `apps/${name}` } }, plain: { data: { root: 'libs/plain' } } },
  externalNodes: {
    'npm:rooted': { data: { packageName: 'rooted' } },
    'npm:proven': { data: { packageName: 'proven' } },
  },
  dependencies: {
    [name]: [dependency(name, 'plain')],
    plain: [dependency('plain', 'npm:rooted'), dependency('plain', 'npm:proven')],
  },
} as unknown as ProjectGraph;

/** A workspace whose service is one bundle: what is in it, the lock file and the source say. */
export const bundledFiles: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['apps/*'] }),
  'package-lock.json': JSON.stringify(lock, null, 2),
  [`apps/${name}/service.yaml`]: `name: ${name}\nstack: tiny\nport: 8080\n`,
  [`apps/${name}/package.json`]: JSON.stringify(lock.packages[`apps/${name}`]),
  [`apps/${name}/build.mjs`]: "import 'tested';\n",
  [`apps/${name}/src/main.ts`]: "import 'bundled';\nimport 'misplaced/deep.js';\n",
  'libs/plain/index.ts': "export type { Rooted } from 'rooted';\n",
  'libs/plain/index.spec.ts': "import 'proven';\n",
  'libs/plain/vite.config.ts': "import 'proven';\n",
};
