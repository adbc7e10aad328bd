import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ImageReceipt, parseLock, parseService, receiptPath, unwrap } from '@org/ci-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace } from '../world/create.js';
import { changedFiles, commitAll } from '../world/git.js';
import { greeter, mailer, money, orders, shared, workflow, writeFiles } from '../world/legacy.js';
import { must } from '../world/must.js';
import { sandboxFolder, withRegistry } from '../world/nx-workspace.js';
import { freshPath } from '../world/registry.js';
import type { Sandbox } from '../world/sandbox.js';
import { runTasks, tasksThat } from '../world/tasks.js';
import { readWorld } from '../world/world.js';

const world = readWorld();
const own = { ...money, ...orders, ...greeter, ...mailer, ...workflow };

let workspace: Sandbox;
beforeAll(async () => {
  workspace = await createWorkspace(world, { name: 'acme', packageManager: 'npm', preset: 'npm' });
  await workspace.edit('package.json', (text) => {
    const manifest = JSON.parse(text) as { devDependencies: object };
    const devDependencies = { ...manifest.devDependencies, ...shared.devDependencies };
    return `${JSON.stringify({ ...manifest, ...shared, devDependencies, workspaces: ['apps/*', 'libs/*'] }, null, 2)}\n`;
  });
  // as every workspace has it in which Nx's own plugins build: imports are edges of the graph
  await workspace.edit('nx.json', (text) => {
    const pluginsConfig = { '@nx/js': { analyzeSourceFiles: true } };
    return `${JSON.stringify({ ...(JSON.parse(text) as object), pluginsConfig }, null, 2)}\n`;
  });
  await writeFiles(workspace, own);
  must(await workspace.run('npm', ['install']), 'npm install');
  must(await workspace.nx(['add', '@org/ci']), 'nx add @org/ci');
  await workspace.edit('ci.yaml', (text) =>
    withRegistry(text, `${world.registry}/${freshPath('adopt')}`, world.mirrors),
  );
  must(await workspace.nx(['g', '@org/ci:pins']), 'nx g @org/ci:pins');
  await workspace.nx(['sync']);
  await commitAll(workspace);
});
afterAll(() => rm(sandboxFolder(workspace), { recursive: true, force: true }));

async function expectOwn(): Promise<void> {
  for (const [path, text] of Object.entries(own)) expect(await workspace.read(path), path).toBe(text);
}
const manifest = async (folder: string) =>
  unwrap(parseService(await workspace.read(`${folder}/service.yaml`), folder));
const adopt = (...args: string[]) => workspace.nx(['g', '@org/ci:adopt', ...args, '--no-interactive']);

describe('nx g @org/ci:adopt', () => {
  it('--dry-run says what it is and where that was found, and writes nothing', async () => {
    const { output } = must(await adopt('apps/orders', '--dry-run'), 'nx g @org/ci:adopt --dry-run');
    expect(output).toContain('CREATE apps/orders/service.yaml');
    expect(output).toMatch(/framework +express +package\.json › dependencies\.express/);
    expect(output).toMatch(/port +3333 +src\/main\.ts › PORT \?\? 3333/);
    expect(await changedFiles(workspace)).toEqual([]);
  });

  it('makes services of all three, and changes no byte of what was there', async () => {
    must(await adopt('apps/orders'), 'nx g @org/ci:adopt apps/orders');
    must(await adopt('apps/mailer'), 'nx g @org/ci:adopt apps/mailer');
    const { output } = must(await adopt('apps/greeter/'), 'nx g @org/ci:adopt apps/greeter');
    expect(output).toMatch(/apps\/greeter\/Dockerfile: existed before: yours is kept/);
    expect(output).toMatch(/apps\/greeter\/compose\.yaml: existed before: yours is kept/);
    await expectOwn();
    expect(await manifest('apps/orders')).toMatchObject({
      name: 'orders',
      stack: 'node-service',
      description: 'Takes orders',
      port: 3333,
      database: 'none',
      application: { build: 'build', output: 'apps/orders/dist', main: 'main.js' },
      health: { live: '/healthz', ready: '/healthz' },
    });
    expect(await manifest('apps/greeter')).toMatchObject({
      port: 8080,
      application: { main: 'server.js', context: 'service' },
      health: { live: '/health', ready: '/health' },
    });
    expect(await manifest('apps/mailer')).toMatchObject({
      port: 3334,
      application: { build: 'build', output: 'dist/apps/mailer', main: 'main.js' },
      health: { live: '/livez', ready: '/livez' },
    });
    expect(await workspace.read('.ci/base/apps/greeter/Dockerfile.base')).toContain('ENTRYPOINT');
    expect(existsSync(join(workspace.root, 'apps/greeter/Dockerfile.dockerignore'))).toBe(false);
    await commitAll(workspace);
  });

  it('leaves the workspace in sync, what the standard would change in its files waiting', async () => {
    const check = await workspace.nx(['sync:check']);
    expect(check, check.output).toMatchObject({ exitCode: 0 });
    const { pending } = unwrap(parseLock(await workspace.read('.ci/lock/greeter.json'), 'greeter'));
    const waiting = [...new Set(pending.map(({ path, kind }) => `${kind} ${path}`))];
    expect(waiting.sort()).toEqual([
      'proposed apps/greeter/Dockerfile',
      'proposed apps/greeter/compose.yaml',
    ]);
    await expectOwn();
  });

  it('changes nothing the second time', async () => {
    const { output } = must(await adopt('apps/orders', '--port=4000'), 'nx g @org/ci:adopt apps/orders');
    expect(output).toContain('is a service already');
    expect(await changedFiles(workspace)).toEqual([]);
  });

  it('keeps the project’s own targets', async () => {
    const { output } = must(await workspace.nx(['show', 'project', 'orders', '--json']), 'nx show project');
    const { targets } = JSON.parse(output) as {
      targets: Record<string, { executor: string; options: object }>;
    };
    expect(targets.build).toMatchObject({ executor: 'nx:run-script', options: { script: 'build' } });
    expect(targets.image?.executor).toBe('@org/ci:image');
  });
});

describe('nx run-many -t image smoke', () => {
  const targets = ['run-many', '-t', 'image', 'smoke', '-p', 'orders,greeter,mailer'];

  it('builds all, by their own builds and by the one’s own Dockerfile, and all answer', async () => {
    const ran = await runTasks(workspace, targets);
    must(ran, 'nx run-many -t image smoke');
    const built = ['@acme/money:build', 'mailer:build', 'orders:build'];
    const judged = ['greeter', 'mailer', 'orders'].flatMap((name) => [`${name}:image`, `${name}:smoke`]);
    expect(tasksThat('ran', ran)).toEqual([...built, ...judged].sort());
    await expectOwn();
  });

  it('ships the output, the library and production dependencies, and neither sources nor compilers', async () => {
    const receipt = await workspace.read(receiptPath('orders', 'image'));
    const { repository, digest } = ImageReceipt.parse(JSON.parse(receipt));
    const list =
      'console.log(fs.globSync(["/app/**/*.{ts,js,json}"]).filter((f) => !/node_modules/.test(f)).join("\\n") + "\\n" + fs.readdirSync("/app/node_modules").join("\\n"))';
    const args = [
      'run',
      '--rm',
      '--pull=always',
      '--entrypoint=/nodejs/bin/node',
      `${repository}@${digest}`,
      '-e',
      list,
    ];
    const { output } = must(await workspace.run('docker', args), 'docker run');
    const files = output.split('\n');
    expect(files).toEqual(
      expect.arrayContaining([
        '/app/apps/orders/dist/main.js',
        '/app/libs/money/dist/index.js',
        'express',
        'ms',
      ]),
    );
    expect(files.filter((file) => /^typescript$|^@types$|orders\/.*\.ts$|tsconfig/.test(file))).toEqual([]);
  });

  it('is a cache hit again, and builds anew what its own build makes anew', async () => {
    const again = await runTasks(workspace, targets);
    must(again, 'the second run');
    expect(tasksThat('ran', again).filter((task) => /image|smoke/.test(task))).toEqual([]);
    await workspace.edit('libs/money/src/index.ts', (text) => text.replace('EUR', 'Euro'));
    const changed = await runTasks(workspace, ['run', 'orders:image']);
    must(changed, 'nx run orders:image');
    expect(tasksThat('ran', changed)).toContain('orders:image');
  });
});
