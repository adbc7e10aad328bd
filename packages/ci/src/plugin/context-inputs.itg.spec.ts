import { mkdir, readFile, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProjectGraph } from '@nx/devkit';
import { Workspace, type Service } from '@org/ci-core';
import { runCommand } from '@org/ci-toolchain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContext } from '../../../../executors/context/prepare';
import { writeFolder } from '../../../../executors/frame/testing/workspace';
import { stacks } from '../../../../templates/registry';
import { contextInputs, manifestFields, platformInputs } from './context-inputs';

const [stack] = stacks.filter(({ id }) => id === 'node-api');
if (!stack) throw new Error('the stack is there');
const workspace = Workspace.parse({
  standard: { name: '@acme/standard', version: '1.0.0' },
  registry: 'localhost:5000',
  environments: [{ name: 'staging' }],
});
const dockerignore =
  '**\n!/package.json\n!/package-lock.json\n!/apps/api/**\n!/libs/**\n**/*.npmrc\n**/*.md\n**/*.env\n';
const lock = {
  lockfileVersion: 3,
  packages: {
    '': { workspaces: ['apps/*', 'libs/*'] },
    'apps/api': {},
    'libs/shared': {},
    'node_modules/api': { resolved: 'apps/api', link: true },
    'node_modules/shared': { resolved: 'libs/shared', link: true },
  },
};

/** Names of which some are in a context and some are not, at the top and deep within a project. */
const odd = [
  'index.ts', 'a.md', 'schema.graphql', 'query.sql', 'data.csv', 'no-extension', 'Makefile', '.hidden', '.npmrc', '.env',
  '.env.local', '.netrc', 'a.spec.ts', 'a.test.tsx', 'tsconfig.lib.json', 'x.tsbuildinfo', '.gitattributes', 'ümlaut ß.txt',
  'a+b(c)[d].ts', 'secret.ignored', '.dockerignore', 'x.mdx', 'auth.github.ts', '.envrc', 'compose.yaml', 'service.yaml', 'eslint.config.mjs',
]; // prettier-ignore
const folders = ['', 'src', 'src/deep/er', 'test', 'docs', '__tests__', 'prisma', 'k8s', 'src/test', 'made'];

const oddFiles = (project: string): Record<string, string> =>
  Object.fromEntries(
    folders.flatMap((folder) => odd.map((name) => [path.posix.join(project, folder, name), name])),
  );

const graph = {
  nodes: {
    api: { data: { root: 'apps/api' } },
    shared: { data: { root: 'libs/shared' } },
    inner: { data: { root: 'libs/shared/inner' } },
    other: { data: { root: 'libs/other' } },
  },
  dependencies: { api: [{ source: 'api', target: 'shared', type: 'static' }] },
} as unknown as ProjectGraph;

let root: string;
const placed = { project: 'api', directory: 'apps/api', service: {} as Service };
const service = () => ({ root, graph, ...placed, workspace, stack });
const environment = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_NO_CLOUD: 'true', CI: 'true' };
const nx = (...args: string[]) => nxWith({}, ...args);
const nxWith = (env: Record<string, string>, ...args: string[]) =>
  runCommand({
    tool: process.execPath,
    args: [path.resolve('node_modules/nx/dist/bin/nx.js'), ...args],
    cwd: root,
    env: { ...environment, ...env, NX_WORKSPACE_DATA_DIRECTORY: path.join(root, '.nx/data') },
  });

beforeAll(async () => {
  const target = {
    executor: 'nx:run-commands',
    cache: true,
    inputs: [...contextInputs(stack, workspace), ...platformInputs(), { externalDependencies: [] }],
    options: { command: 'true' },
  };
  root = await writeFolder({
    ...oddFiles('apps/api'),
    ...oddFiles('libs/shared'),
    'nx.json': '{"analytics":false}',
    '.gitignore': 'node_modules\n.nx\n*.ignored\n',
    'libs/shared/.gitignore': 'made\n!src/secret.ignored\n',
    '.nxignore': 'libs/shared/prisma/query.sql\n',
    'package.json': '{"name":"root","version":"1.0.0","private":true,"workspaces":["apps/*","libs/*"]}',
    'package-lock.json': JSON.stringify(lock),
    'tsconfig.base.json': '{}',
    '.npmrc': 'a=b\n',
    'README.md': '',
    'other.json': '{}',
    'apps/api/package.json': '{"name":"api"}',
    'apps/api/Dockerfile': 'FROM scratch\n',
    'apps/api/Dockerfile.dockerignore': dockerignore,
    'apps/api/project.json': JSON.stringify({
      name: 'api',
      implicitDependencies: ['shared'],
      targets: { image: target },
    }),
    'libs/shared/package.json': '{"name":"shared"}',
    'libs/shared/inner/project.json': '{"name":"inner"}',
    'libs/shared/inner/index.ts': '',
    'libs/other/package.json': '{"name":"other"}',
    'libs/other/index.ts': '',
  });
  await symlink('index.ts', path.join(root, 'libs/shared/src/link.ts'));
  await symlink(path.resolve('node_modules'), path.join(root, 'node_modules'));
});
afterAll(async () => {
  await unlink(path.join(root, 'node_modules'));
  await rm(root, { recursive: true });
});

async function write(files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
}

/** What the engine would get: path → content. */
async function context(): Promise<Map<string, string>> {
  const files = await readContext(service());
  const read = files.map(async (file): Promise<[string, string]> => [
    file.path,
    file.kind === 'text' ? file.text : await readFile(path.join(root, file.path), 'utf8'),
  ]);
  return new Map(await Promise.all(read));
}

async function inputs(): Promise<string[]> {
  const { stdout, stderr } = await nx('show', 'target', 'inputs', 'api:image', '--json');
  if (!stdout.includes('{')) throw new Error(stderr + stdout);
  return (JSON.parse(stdout.slice(stdout.indexOf('{'))) as { files: string[] }).files;
}

/** Given to the build beside the context. */
const beside = ['apps/api/Dockerfile', 'apps/api/Dockerfile.dockerignore'];
/** Nx hashes them for every task. */
const always = ['.gitignore', '.nxignore', 'nx.json'];
/** Written for the service; Nx hashes what decides about them as fields and as packages. */
const written = ['package.json', 'package-lock.json'];

const fromCache = /local cache|read the output from the cache/i;

describe('the context of an image and the inputs of its target', () => {
  it('are the same files', async () => {
    const sent = [...(await context()).keys()].filter((file) => !written.includes(file));
    const hashed = (await inputs()).filter((file) => ![...always, ...written, ...beside].includes(file));
    expect(hashed.sort()).toEqual(sent.filter((file) => !beside.includes(file)).sort());
    for (const file of ['libs/shared/src/schema.graphql', 'libs/shared/Makefile', 'libs/shared/src/link.ts'])
      expect(sent).toContain(file);
    for (const file of ['libs/shared/made/index.ts', 'libs/shared/src/.npmrc', 'libs/shared/inner/index.ts'])
      expect(sent).not.toContain(file);
    expect(sent.length).toBeGreaterThan(80);
  });

  it('are found in the cache where nothing changed', async () => {
    await nx('run', 'api:image');
    expect((await nx('run', 'api:image')).stdout).toMatch(fromCache);
  });

  it('are another platform’s', async () => {
    const other = () => nxWith({ DOCKER_DEFAULT_PLATFORM: 'linux/s390x' }, 'run', 'api:image');
    expect((await other()).stdout).not.toMatch(fromCache);
    expect((await other()).stdout).toMatch(fromCache);
  });

  it.each([
    ['libs/shared/src/deep/er/schema.graphql', true],
    ['libs/shared/no-extension', true],
    ['libs/shared/src/new folder/new.file', true],
    ['libs/shared/src/.npmrc', false],
    ['libs/shared/src/a.md', false],
    ['libs/shared/src/x.spec.ts', false],
    ['libs/other/index.ts', false],
    ['apps/api/prisma/query.sql', true],
    ['apps/api/test/index.ts', false],
    ['other.json', false],
    ['tsconfig.base.json', true],
  ])('an edit of %s changes both: %s', async (file, changes) => {
    const before = await context();
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), `{"edited": "${file}"}`);
    const { stdout, exitCode } = await nx('run', 'api:image');
    expect(exitCode).toBe(0);
    const isHit = fromCache.test(stdout);
    const isSame = JSON.stringify([...before]) === JSON.stringify([...(await context())]);
    expect({ isHit, isSame }).toEqual({ isHit: !changes, isSame: !changes });
  });

  /** And from here on it is one. */
  const isHit = async (): Promise<boolean> => fromCache.test((await nx('run', 'api:image')).stdout);

  async function editRoot(edit: (manifest: Record<string, unknown>) => unknown): Promise<void> {
    const text = await readFile(path.join(root, 'package.json'), 'utf8');
    await write({ 'package.json': JSON.stringify(edit(JSON.parse(text) as Record<string, unknown>)) });
  }

  it.each(manifestFields)('an edit of %s in the root’s package.json is no hit', async (field) => {
    await isHit();
    expect(await isHit()).toBe(true);
    const [name = '', inner] = field.split('.');
    const value = name === 'private' ? false : name === 'type' ? 'module' : { 'x-edited': '1' };
    await editRoot((manifest) => ({ ...manifest, [name]: inner ? { [inner]: '1.0.0' } : value }));
    expect(await isHit()).toBe(false);
    await editRoot((manifest) => ({ ...manifest, [name]: name === 'private' ? true : undefined }));
  });

  it('know patch-package', async () => {
    const packages = {
      ...lock.packages,
      '': { ...lock.packages[''], dependencies: { 'patch-package': '1.0.0', left: '1.0.0' } },
      'apps/api': { dependencies: { left: '1.0.0' } },
      'node_modules/left': { version: '1.0.0' },
      'node_modules/patch-package': { version: '1.0.0' },
    };
    await write({
      'package-lock.json': JSON.stringify({ ...lock, packages }),
      'patches/left+1.0.0.patch': '',
    });
    await editRoot((manifest) => ({ ...manifest, dependencies: { left: '1.0.0' } }));
    await isHit();
    const isPatched = async () => (await context()).has('patches/left+1.0.0.patch');
    expect(await isPatched()).toBe(false);
    const tools = { 'patch-package': '1.0.0' };
    await editRoot((manifest) => ({ ...manifest, devDependencies: tools }));
    expect(await isPatched()).toBe(true);
    expect(await isHit()).toBe(false);
    await editRoot((manifest) => ({ ...manifest, dependencies: undefined, devDependencies: undefined }));
    await write({ 'package-lock.json': JSON.stringify(lock) });
  });

  it('know the ignore file of the root, which decides where the service has none', async () => {
    await rm(path.join(root, 'apps/api/Dockerfile.dockerignore'));
    await isHit();
    const before = await context();
    await write({ '.dockerignore': '**/*.csv\n' });
    expect(before.has('apps/api/data.csv')).toBe(true);
    expect((await context()).has('apps/api/data.csv')).toBe(false);
    expect(await isHit()).toBe(false);
    await rm(path.join(root, '.dockerignore'));
    await write({ 'apps/api/Dockerfile.dockerignore': dockerignore });
  });

  it('know nothing of the root’s name, version and scripts', async () => {
    await isHit();
    const before = await context();
    const scripts = { start: 'node .', prepare: 'husky', postinstall: 'patch-package' };
    await editRoot((manifest) => ({ ...manifest, version: '2.0.0', name: 'renamed', scripts }));
    expect(await isHit()).toBe(true);
    expect(await context()).toEqual(before);
  });
});
