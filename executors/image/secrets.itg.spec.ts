import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ExecutorContext } from '@nx/devkit';
import { afterEach, expect, it } from 'vitest';
import { runExecutor } from '../frame/testing/run';
import { standardFiles, workspaceYaml, writeFolder } from '../frame/testing/workspace';
import { implementation } from './executor';

const token = `planted-${process.pid}-token`;
const login = `//npm.example.com/:_authToken=${token}\n`;
const name = `d-secrets-${process.pid}`;
const link = (resolved: string) => ({ resolved, link: true });
const lock = {
  lockfileVersion: 3,
  packages: {
    '': { workspaces: ['apps/*', 'shared/*'] },
    'apps/api': { dependencies: { lib: '*' } },
    'shared/lib': {},
    'node_modules/api': link('apps/api'),
    'node_modules/lib': link('shared/lib'),
  },
};
const files = {
  ...standardFiles,
  'package.json': '{"private":true,"workspaces":["apps/*","shared/*"]}',
  'package-lock.json': JSON.stringify(lock),
  'ci.yaml': workspaceYaml('127.0.0.1:1'),
  '.gitignore': 'local.*\n',
  '.npmrc': `fund=false\n${login}`,
  'apps/api/service.yaml': `name: ${name}\nstack: node-api\nport: 3000\n`,
  'apps/api/package.json': '{"name":"api","dependencies":{"lib":"*"}}',
  'apps/api/Dockerfile': 'FROM scratch\nCOPY . /all\n',
  'apps/api/Dockerfile.dockerignore': '**\n!/package.json\n!/apps/api/**\n**/*.key\n',
  'apps/api/src/main.mjs': 'import "lib";\n',
  'apps/api/.npmrc': login,
  'shared/lib/package.json': '{"name":"lib"}',
  'shared/lib/src/index.mjs': 'export {};\n',
  'shared/lib/.npmrc': login,
  'shared/lib/src/.npmrc': login,
  'shared/lib/src/.env': token,
  'shared/lib/src/signing.key': token,
  'shared/lib/src/local.json': JSON.stringify({ token }),
};
const context = (root: string): ExecutorContext =>
  ({
    root,
    projectName: 'api',
    targetName: 'image',
    projectGraph: {
      nodes: { api: { data: { root: 'apps/api' } }, lib: { data: { root: 'shared/lib' } } },
      dependencies: { api: [{ source: 'api', target: 'lib', type: 'static' }] },
    },
  }) as unknown as ExecutorContext;

let root = '';
afterEach(async () => {
  await rm(root, { recursive: true });
});

/** Every file below a folder, unpacked where it is compressed. */
async function contents(folder: string): Promise<{ file: string; bytes: Buffer }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const read = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const bytes = await readFile(file);
      return { file, bytes: bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes };
    });
  return Promise.all(read);
}

it('no token that lies about in a workspace gets into a context or a layer', async () => {
  root = await writeFolder(files);
  const { success, output } = await runExecutor(
    implementation,
    { output: 'oci', dest: 'out' },
    context(root),
  );
  expect({ success, said: success ? '' : output }).toEqual({ success: true, said: '' });
  const sent = await contents(path.join(root, 'node_modules/.cache/org-ci', name));
  const layers = await contents(path.join(root, 'out'));
  expect(sent.some(({ file }) => file.endsWith('shared/lib/src/index.mjs'))).toBe(true);
  expect(layers.some(({ bytes }) => bytes.includes('all/shared/lib/src/index.mjs'))).toBe(true);
  expect(layers.some(({ bytes }) => bytes.includes('fund=false'))).toBe(true);
  expect([...sent, ...layers].filter(({ bytes }) => bytes.includes(token)).map(({ file }) => file)).toEqual(
    [],
  );
});
