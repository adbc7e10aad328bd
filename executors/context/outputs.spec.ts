import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ProjectGraph } from '@nx/devkit';
import { Service } from '@org/ci-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listOutput, planOutputs } from './outputs';

const build = (outputs?: readonly string[]) => ({ targets: { build: { ...(outputs && { outputs }) } } });
const node = (name: string, root: string, more: object = {}) => ({
  [name]: { name, data: { root, ...more } },
});
const graph = {
  nodes: {
    ...node('api', 'apps/api', build(['{workspaceRoot}/dist/apps/api'])),
    ...node('money', 'libs/money', build(['{projectRoot}/dist'])),
    ...node('globs', 'libs/globs', build(['{projectRoot}/lib/**/*.js', '{projectRoot}/*.d.ts'])),
    ...node('root', '.', build(['{projectRoot}/dist'])),
    ...node('wide', 'libs/wide', build(['{workspaceRoot}/libs'])),
    ...node('plain', 'libs/plain'),
    ...node('other', 'libs/other', build(['{projectRoot}/dist'])),
  },
} as unknown as ProjectGraph;

const service = (application: object) =>
  Service.parse({ name: 'api', stack: 'node-service', port: 3000, application });
const libraries = ['libs/globs', 'libs/money', 'libs/plain', 'libs/wide'];

describe('planOutputs', () => {
  it('has what the build of the service and those of its libraries write, and of nobody else', () => {
    const built = service({ build: 'build', output: 'dist/apps/api', main: 'main.js' });
    expect(planOutputs({ graph, service: built }, libraries)).toEqual([
      'dist/apps/api',
      'libs/globs/lib',
      'libs/money/dist',
    ]);
  });

  it('has nothing where nothing is built before the image', () => {
    expect(planOutputs({ graph, service: service({ main: 'server.js' }) }, libraries)).toEqual([]);
  });
});

describe('listOutput', () => {
  it('lists files and links of every depth, whatever git ignores, and nothing of a folder that is not there', async () => {
    const root = await mkdtemp(path.join(tmpdir(), 'org-ci-'));
    onTestFinished(() => rm(root, { recursive: true }));
    await mkdir(path.join(root, 'dist/api/deep'), { recursive: true });
    await mkdir(path.join(root, 'dist/api/node_modules'), { recursive: true });
    await writeFile(path.join(root, '.gitignore'), 'dist\n');
    for (const file of ['main.js', 'deep/a.js', 'node_modules/x.js'])
      await writeFile(path.join(root, 'dist/api', file), '');
    await symlink('main.js', path.join(root, 'dist/api/link.js'));
    const found = await listOutput(root, 'dist/api');
    expect(found.sort()).toEqual(['dist/api/deep/a.js', 'dist/api/link.js', 'dist/api/main.js']);
    expect(await listOutput(root, 'dist/none')).toEqual([]);
  });
});
