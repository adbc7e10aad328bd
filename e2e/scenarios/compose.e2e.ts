import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../rig/os/ports.js';
import { composeIn, type Compose, type Container } from '../world/compose.js';
import { eventually, request } from '../world/http.js';
import { must } from '../world/must.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import type { Sandbox } from '../world/sandbox.js';
import { addService } from '../world/service.js';
import { readWorld } from '../world/world.js';

const folder = 'apps/invoicing';
const production = ['-f', 'compose.yaml'];
const suite = ['-f', 'compose.test.yaml'];

let workspace: Sandbox;
let compose: Compose;
let url: string;
let env: Record<string, string>;

beforeAll(async () => {
  workspace = await createNxWorkspace(readWorld(), { name: 'acme', path: 'compose' });
  await addService(workspace, 'invoicing');
  const port = await freePort(3900);
  env = { HOST_PORT: String(port), DATABASE_PORT: String(await freePort(port + 1)) };
  url = `http://127.0.0.1:${port}`;
  compose = composeIn(workspace, folder, env);
});
afterAll(async () => {
  await compose.down();
  await compose.down(...suite);
  await rm(sandboxFolder(workspace), { recursive: true, force: true });
});

/** What no container of ours may ever do without. */
function expectHardened(name: string, { Config, HostConfig }: Container): void {
  expect(HostConfig, name).toMatchObject({ CapDrop: ['ALL'], CapAdd: null, Privileged: false });
  expect(HostConfig.SecurityOpt, name).toContain('no-new-privileges:true');
  expect(HostConfig.PidsLimit, name).toBeGreaterThan(0);
  expect(HostConfig.Memory, name).toBeGreaterThan(0);
  const hosts = Object.values(HostConfig.PortBindings).flatMap((bindings) => bindings ?? []);
  expect(
    hosts.filter(({ HostIp }) => HostIp !== '127.0.0.1'),
    name,
  ).toEqual([]);
  // The one-shot that writes the password is root: without capabilities, without network.
  if (name !== 'credentials') expect(Config.User, name).toMatch(/^[1-9]\d*:[1-9]\d*$/);
}

async function expectExample(): Promise<void> {
  const created = await request(`${url}/v1/notes`, { text: 'written by a test' });
  expect(created).toMatchObject({ status: 201, body: { text: 'written by a test' } });
  const { id } = created.body as { id: string };
  expect(await request(`${url}/v1/notes/${id}`)).toEqual({ status: 200, body: created.body });
}

describe('docker compose up --wait, right after generation', () => {
  beforeAll(async () => {
    must(await compose.run('up', '--wait', '--quiet-pull'), 'docker compose up --wait');
  });

  it('brings the database up, then migrates it, then starts the API', async () => {
    const { postgres, migrate, app } = await compose.containers();
    expect(postgres?.State).toMatchObject({ Status: 'running', Health: { Status: 'healthy' } });
    expect(migrate?.State).toMatchObject({ Status: 'exited', ExitCode: 0 });
    expect(app?.State).toMatchObject({ Status: 'running', Health: { Status: 'healthy' } });
    const order = [
      postgres?.State.StartedAt,
      migrate?.State.StartedAt,
      migrate?.State.FinishedAt,
      app?.State.StartedAt,
    ];
    expect(order).toEqual([...order].sort());
  });

  it('writes and reads the example resource', expectExample);

  it('gives every container only what it needs', async () => {
    const containers = Object.entries(await compose.containers());
    expect(containers.map(([name]) => name).sort()).toEqual(['app', 'credentials', 'migrate', 'postgres']);
    for (const [name, container] of containers) expectHardened(name, container);
  });

  it('docker compose watch carries an edit into the running service', async () => {
    const watch = execa('docker', ['compose', 'watch', '--no-up'], {
      cwd: join(workspace.root, folder),
      env: { ...workspace.env, ...env },
      reject: false,
      all: true,
    });
    onTestFinished(async () => {
      watch.kill('SIGINT');
      await watch;
    });
    let said = '';
    watch.all.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await eventually(
      () => Promise.resolve(said),
      (text) => /watch enabled/i.test(text),
    );
    await workspace.edit(`${folder}/src/http/openapi.ts`, (text) =>
      text.replace("title: 'invoicing'", "title: 'edited'"),
    );
    const title = async (): Promise<unknown> =>
      request(`${url}/openapi.json`).then(
        ({ body }) => (body as { info: { title: string } }).info.title,
        (error: unknown) => String(error),
      );
    expect(await eventually(title, (seen) => seen === 'edited'), said).toBe('edited');
  });
});

describe('outside containers, as the README says', () => {
  const outside = (file: string, ...args: string[]) => workspace.run(file, args, { cwd: folder });

  it('migrates the database of compose and serves from it', async () => {
    const example = await workspace.read(`${folder}/.env.example`);
    const port = String(await freePort(Number(env.HOST_PORT) + 2));
    const settings = example.replace(/^DATABASE_PORT=.*$/m, `DATABASE_PORT=${env.DATABASE_PORT}`);
    await workspace.write(`${folder}/.env`, `${settings}PORT=${port}\n`);
    must(await compose.run('up', '--wait', 'postgres'), 'docker compose up --wait postgres');
    must(await compose.run('cp', 'postgres:/run/secrets/database/.', '.secrets'), 'docker compose cp');
    must(await workspace.nx(['build', 'invoicing']), 'nx build');
    expect(must(await outside('npm', 'run', 'migrate'), 'npm run migrate').output).toContain('is up to date');
    const server = execa('node', ['--import', './env.mjs', 'dist/main.mjs'], {
      cwd: join(workspace.root, folder),
      env: workspace.env,
      reject: false,
    });
    onTestFinished(async () => {
      server.kill('SIGTERM');
      await server;
    });
    const status = async (): Promise<unknown> =>
      request(`http://127.0.0.1:${port}/health/ready`).then(
        (answer) => answer.status,
        (error: unknown) => String(error),
      );
    expect(await eventually(status, (seen) => seen === 200)).toBe(200);
    const { scripts } = JSON.parse(await workspace.read(`${folder}/package.json`)) as {
      scripts: Record<string, string>;
    };
    expect(scripts.start, 'what was started is what npm start runs').toBe(
      'node --import ./env.mjs dist/main.mjs',
    );
  });
});

it('nx serve beside compose on the same port: the port and the way out, no stack', async () => {
  const taken = Number(env.HOST_PORT);
  const { output } = await workspace.nx(['serve', 'invoicing'], { env: { PORT: String(taken) } });
  expect(output).toContain(`Port ${taken} is taken by another program, perhaps by this service in compose.`);
  expect(output).toContain(`PORT=${taken + 1} npx nx serve invoicing`);
  expect(output).not.toMatch(/^ +at /m);
});

describe('docker compose -f compose.yaml, as production runs it', () => {
  beforeAll(async () => {
    must(await compose.run(...production, 'up', '--build', '--wait'), 'docker compose -f compose.yaml up');
  });

  it('keeps what development wrote, on a read-only root', async () => {
    const { body } = await request(`${url}/v1/notes`);
    expect(body).toMatchObject({ items: [{ text: 'written by a test' }] });
    await expectExample();
    for (const [name, container] of Object.entries(await compose.containers(...production))) {
      expectHardened(name, container);
      expect(container.HostConfig.ReadonlyRootfs, name).toBe(true);
    }
  });

  it('runs a process without root, without capabilities, that can write nowhere but /tmp', async () => {
    const script = [
      "const fs = require('node:fs')",
      "const status = fs.readFileSync('/proc/1/status', 'utf8')",
      "const errors = ['/app/x', '/etc/x', '/x', '/tmp/x'].map((path) => { try { fs.writeFileSync(path, ''); return '' } catch (error) { return error.code } })",
      'console.log(JSON.stringify({ uid: process.getuid(), caps: /CapEff:\\s*(\\w+)/.exec(status)[1], errors }))',
    ].join(';');
    const { output } = must(
      await compose.run(...production, 'exec', '-T', 'app', '/nodejs/bin/node', '-e', script),
      'docker compose exec',
    );
    expect(JSON.parse(output)).toEqual({
      uid: 65532,
      caps: '0'.repeat(16),
      errors: ['EROFS', 'EROFS', 'EROFS', ''],
    });
    const shell = await compose.run(...production, 'exec', '-T', 'app', '/bin/sh', '-c', 'true');
    expect(shell.exitCode, 'there is no shell').not.toBe(0);
  });
});

describe('docker compose -f compose.test.yaml', () => {
  const test = [...suite, 'run', '--build', '--rm', 'test'];

  it('runs the whole suite against PostgreSQL in memory', async () => {
    const { output } = must(await compose.run(...test), 'the suite');
    expect(output).toMatch(/integration.*prisma-note-repository\.spec\.ts/);
    expect(output).toMatch(/Tests .*\d+ passed/);
    const { postgres } = await compose.containers(...suite);
    expect(Object.keys(postgres?.HostConfig.Tmpfs ?? {})).toContain('/var/lib/postgresql/data');
  });

  it('exits as the suite does where a test is red', async () => {
    const broken = "import { expect, it } from 'vitest';\nit('is red', () => { expect(1).toBe(2); });\n";
    await workspace.write(`${folder}/test/integration/red.spec.ts`, broken);
    const { exitCode, output } = await compose.run(...test);
    expect(exitCode, output).toBe(1);
    expect(output).toContain('red.spec.ts');
  });
});
