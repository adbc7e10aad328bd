import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { initGenerator } from '../init/generator';
import { serviceGenerator } from '../service/generator';
import { syncGenerator } from '../sync/generator';
import { sync } from '../testing/services';
import { acmeStandard, createWorkspace, type TestWorkspace } from '../testing/workspace';
import { adoptGenerator } from './generator';

/** The company's standard with a stack for programs that are there. */
const standard = acmeStandard.replace(
  'stacks: [{',
  `stacks: [{ id: 'node-service', title: '', description: '', adopts: true, images: {}, seed: () => [],
    defaults: { health: { live: '/', ready: '/' }, smokeEndpoints: [], sizeBudgetMb: 1, resources: {} },
    dockerfile: () => '', dockerignore: () => '', runtime: () => ({}), targets: () => ({}) }, {`,
);

const api = {
  'apps/api/package.json':
    '{\n    "name": "api",  "dependencies": {"express": "*"}, "scripts": { "build": "tsc", "start": "node dist/main.js" }\n}',
  'apps/api/tsconfig.json': '{ "compilerOptions": { "outDir": "dist" } }',
  'apps/api/src/main.ts': "app.get('/health');\r\napp.listen(process.env.PORT ?? 3333);",
};
const own = {
  'apps/api/Dockerfile': 'FROM node:24\nCOPY package.json .\nUSER 1000\nEXPOSE 8080\n',
  'apps/api/Dockerfile.dockerignore': 'node_modules\n',
  'apps/api/k8s/list': 'mine',
  '.github/workflows/ci.yml': 'name: Ours # kept\non: push\njobs: {}\n',
};

async function initialized(files: Record<string, string>): Promise<TestWorkspace> {
  const workspace = createWorkspace({ 'node_modules/@acme/ci-standard/index.js': standard, ...files });
  const tree = workspace.tree();
  await initGenerator(tree, { standard: '@acme/ci-standard' });
  workspace.flush(tree);
  return workspace;
}

async function adopt(workspace: TestWorkspace, options: object = {}): Promise<string[]> {
  const tree = workspace.tree();
  await adoptGenerator(tree, { directory: 'apps/api', ...options });
  return workspace.flush(tree);
}

describe('adopt', () => {
  it('writes the manifest of what it finds, and what follows from it', async () => {
    const workspace = await initialized(api);
    const written = await adopt(workspace, { directory: './apps/api/', owner: 'Team A' });
    expect(written).toEqual(
      expect.arrayContaining(['apps/api/service.yaml', 'apps/api/Dockerfile', '.ci/lock/api.json']),
    );
    expect(workspace.read('apps/api/service.yaml')).toBe(
      [
        '# yaml-language-server: $schema=../../node_modules/@org/ci/schemas/service.json',
        '# What this service is; everything else about it is derived. After an edit: npx nx sync',
        '',
        'name: api',
        'stack: node-service',
        'owner: Team A',
        'port: 3333',
        'database: none',
        'application:',
        '  build: build',
        '  output: apps/api/dist',
        '  main: main.js',
        'health:',
        '  live: /health',
        '  ready: /health',
        '',
      ].join('\n'),
    );
    expect(workspace.read('.github/workflows/ci.yml')).toBe('# api\n');
    expect(await syncGenerator(workspace.tree())).toEqual({});
  });

  it('changes no byte of what is there', async () => {
    const files = { ...api, ...own };
    const workspace = await initialized(files);
    const written = await adopt(workspace);
    expect(written.filter((path) => path in files)).toEqual([]);
    for (const [path, text] of Object.entries(files)) expect(workspace.read(path), path).toBe(text);
    expect(workspace.read('apps/api/service.yaml')).toContain('port: 8080');
    expect(workspace.read('apps/api/service.yaml')).toContain('context: service');
    expect(await syncGenerator(workspace.tree())).toEqual({});
    await sync(workspace);
    for (const [path, text] of Object.entries(files)) expect(workspace.read(path), path).toBe(text);
  });

  it('keeps what the standard would have had as the base of what is there', async () => {
    const workspace = await initialized({ ...api, ...own });
    await adopt(workspace);
    expect(workspace.read('.ci/base/apps/api/Dockerfile.base')).toBe(
      'FROM scratch\nENV PORT=8080\nEXPOSE 8080\n',
    );
  });

  it('writes no compose.yaml beside a compose file of another name', async () => {
    const workspace = await initialized({
      ...api,
      'apps/api/docker-compose.yml': 'services: { api: { build: . } }\n',
    });
    await adopt(workspace);
    expect(workspace.read('apps/api/service.yaml')).toMatch(
      /files:\n {2}compose\.yaml:\n {4}owner: service\n {4}reason: /,
    );
  });

  it('says that it is a service already, and changes nothing', async () => {
    const workspace = await initialized(api);
    await adopt(workspace);
    expect(await adopt(workspace)).toEqual([]);
    expect(await adopt(workspace, { port: 4000 })).toEqual([]);
  });

  it('un-adopts with its manifest: what was the user’s before stays, what was generated goes', async () => {
    const files = { ...api, ...own };
    const workspace = await initialized(files);
    await adopt(workspace);
    rmSync(join(workspace.root, 'apps/api/service.yaml'));
    await sync(workspace);
    for (const [path, text] of Object.entries(files)) expect(workspace.read(path), path).toBe(text);
    expect(() => workspace.read('apps/api/k8s/service.yaml')).toThrow('ENOENT');
    expect(() => workspace.read('.ci/lock/api.json')).toThrow('ENOENT');
  });

  it('leaves a file that was the same as the standard’s to its user when it un-adopts', async () => {
    const same = {
      ...api,
      'apps/api/Dockerfile.dockerignore': '**\n',
      'apps/api/k8s/service.yaml': 'apiVersion: v1\nkind: Service\n',
    };
    const workspace = await initialized(same);
    await adopt(workspace);
    rmSync(join(workspace.root, 'apps/api/service.yaml'));
    await sync(workspace);
    for (const [path, text] of Object.entries(same)) expect(workspace.read(path), path).toBe(text);
  });

  it('reports everything at once, options included, and writes nothing', async () => {
    const workspace = await initialized({ 'apps/api/package.json': '{ "name": "@acme/api" }' });
    const tree = workspace.tree();
    await expect(adoptGenerator(tree, { directory: 'apps/api', port: 80 })).rejects.toMatchObject({
      problems: [
        { code: 'option', where: 'options › port' },
        { code: 'adopt-name' },
        { code: 'adopt-unknown', fix: expect.stringContaining('--framework=') as string },
        { code: 'adopt-unknown', fix: expect.stringContaining('--main=') as string },
        { code: 'adopt-unknown', fix: expect.stringContaining('--health=') as string },
      ],
    });
    expect(tree.listChanges()).toEqual([]);
  });

  it('leaves the stack of adopted programs to itself', async () => {
    const workspace = await initialized({});
    await expect(
      serviceGenerator(workspace.tree(), { name: 'fresh', stack: 'node-service' }),
    ).rejects.toMatchObject({
      problems: [{ code: 'service-stack', fix: expect.stringContaining('nx g @org/ci:adopt') as string }],
    });
  });

  it.each([
    ['a folder that is not there', {}, 'adopt-place'],
    [
      'one whose service.yaml is Kubernetes’',
      { ...api, 'apps/api/service.yaml': 'apiVersion: v1\nkind: Service\n' },
      'adopt-place',
    ],
  ])('refuses %s', async (_what, files, code) => {
    const workspace = await initialized(files);
    await expect(adopt(workspace)).rejects.toMatchObject({ problems: [{ code }] });
  });

  it('refuses where the standard has no stack for it', async () => {
    const workspace = await initialized({ ...api, 'node_modules/@acme/ci-standard/index.js': acmeStandard });
    await expect(adopt(workspace)).rejects.toMatchObject({ problems: [{ code: 'stack-unknown' }] });
  });
});
