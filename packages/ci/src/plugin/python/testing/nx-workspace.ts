import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { runCommand, type Outcome } from '@org/ci-toolchain';
import { writeFolder } from '../../../../../../executors/frame/testing/workspace';
import { uvFiles } from './uv-files';

const service = (name: string): string => `name: ${name}\nstack: py\nport: 8000\ndatabase: none\n`;

const ci = `standard:\n  name: '@acme/standard'\n  version: 1.0.0\nregistry: localhost:5000\nenvironments:\n  - name: staging\n`;

/** A standard with one stack, of Python; its service's test is nothing but run. */
const standard = `const target = { command: 'true', inputs: ['{projectRoot}/**/*', '^default'], outputs: [], externalDependencies: [] };
exports.standard = {
  name: '@acme/standard', version: '1.0.0', environments: [], artefacts: [],
  pins: { images: {}, actions: {}, hooks: {}, tools: {} }, gates: {},
  stacks: [{
    id: 'py', ecosystem: 'python', title: '', description: '', images: {}, defaults: {},
    seed: () => [], dockerfile: () => '', dockerignore: () => undefined, targets: () => ({ test: target }),
    runtime: () => ({}),
  }],
};`;

const installed = { '@org/ci': '1.0.0', '@acme/standard': '1.0.0' };
const lock = {
  name: 'root',
  lockfileVersion: 3,
  packages: {
    '': { name: 'root', devDependencies: installed },
    'node_modules/@org/ci': { version: '1.0.0' },
    'node_modules/@acme/standard': { version: '1.0.0' },
  },
};

const files: Record<string, string> = {
  ...uvFiles,
  'nx.json': '{"analytics":false,"plugins":["@org/ci"]}',
  '.gitignore': 'node_modules\n.nx\ndist\n',
  'package.json': JSON.stringify({ name: 'root', private: true, devDependencies: installed }),
  'package-lock.json': JSON.stringify(lock),
  'ci.yaml': ci,
  'apps/orders/service.yaml': service('orders'),
  'apps/bills/service.yaml': service('bills').replace('8000', '8001'),
  'apps/web/project.json': '{"name":"web"}',
  'node_modules/@acme/standard/package.json': '{"name":"@acme/standard","version":"1.0.0","main":"index.js"}',
  'node_modules/@acme/standard/index.js': standard,
  'node_modules/@org/ci/package.json':
    '{"name":"@org/ci","version":"1.0.0","main":"dist/index.js","executors":"./executors.json"}',
  'node_modules/@org/ci/executors.json': JSON.stringify({
    executors: { image: { implementation: './image.js', schema: './schema.json' } },
  }),
  'node_modules/@org/ci/schema.json': '{"type":"object","properties":{}}',
  'node_modules/@org/ci/image.js': 'module.exports.default = async () => ({ success: true });',
};

const repository = path.resolve(__dirname, '../../../../../..');

/** A folder that Nx takes for a workspace which has this plugin installed; its executor of images does nothing. */
export async function nxWorkspace(): Promise<string> {
  const root = await writeFolder(files);
  await build({
    entryPoints: [path.join(repository, 'packages/ci/src/plugin.ts')],
    outfile: path.join(root, 'node_modules/@org/ci/dist/index.js'),
    bundle: true,
    platform: 'node',
    conditions: ['@org/source'],
    mainFields: ['module', 'main'],
    external: ['nx', 'nx/*', '@nx/*'],
    logLevel: 'error',
  });
  for (const name of ['nx', '@nx'])
    await symlink(path.join(repository, 'node_modules', name), path.join(root, 'node_modules', name));
  return root;
}

const environment = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_NO_CLOUD: 'true', CI: 'true' };

/** Real Nx in that folder. */
export const nx = (root: string, ...args: string[]): Promise<Outcome> =>
  runCommand({
    tool: process.execPath,
    args: [path.join(repository, 'node_modules/nx/dist/bin/nx.js'), ...args],
    cwd: root,
    env: { ...environment, NX_WORKSPACE_DATA_DIRECTORY: path.join(root, '.nx/data') },
  });

export async function write(root: string, texts: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
}
