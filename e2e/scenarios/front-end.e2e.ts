import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../rig/os/ports.js';
import { openBrowser, type Browser } from '../world/browser.js';
import { composeIn, type Compose } from '../world/compose.js';
import { eventually } from '../world/http.js';
import { must } from '../world/must.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import type { Sandbox } from '../world/sandbox.js';
import { addService } from '../world/service.js';
import { runTasks, tasksThat } from '../world/tasks.js';
import { readWorld } from '../world/world.js';

const folder = 'apps/shop';
const page = `${folder}/src/pages/home-page.tsx`;

let workspace: Sandbox;
let compose: Compose;
let env: Record<string, string>;

// A front end by itself, in a workspace of pnpm; beside its API it is in mixed.e2e.ts.
beforeAll(async () => {
  workspace = await createNxWorkspace(readWorld(), { name: 'acme', path: 'front-end', packageManager: 'pnpm' }); // prettier-ignore
  const { output } = await addService(workspace, 'shop', '--stack=vite-spa');
  expect(output).toContain('run it on port 5173');
  const port = await freePort(5300);
  env = { HOST_PORT: String(port), DEVELOPMENT_PORT: String(await freePort(port + 1)) };
  compose = composeIn(workspace, folder, env);
});
afterAll(async () => {
  await compose.down();
  await compose.down('-f', 'compose.test.yaml');
  await rm(sandboxFolder(workspace), { recursive: true, force: true });
});

it('is linted, typed, tested and built right after generation', async () => {
  const targets = ['lint', 'typecheck', 'test', 'build'];
  const ran = must(await runTasks(workspace, ['run-many', '-t', ...targets]), 'the checks');
  expect(tasksThat('ran', ran).sort()).toEqual(targets.map((target) => `shop:${target}`).sort());
});

it('has its suite run in a container', async () => {
  const args = ['-f', 'compose.test.yaml', 'run', '--build', '--rm', '--quiet-pull', 'test'];
  expect(must(await compose.run(...args), 'the suite').output).toMatch(/Tests .*\d+ passed/);
});

describe('docker compose up in development', () => {
  let browser: Browser;
  beforeAll(async () => {
    must(await compose.run('up', '--build', '--wait', '--quiet-pull'), 'docker compose up --wait');
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  /** Carries edits into the container for as long as the test runs. */
  async function watch(): Promise<void> {
    const watching = execa('docker', ['compose', 'watch', '--no-up'], {
      cwd: join(workspace.root, folder),
      env: { ...workspace.env, ...env },
      reject: false,
      all: true,
    });
    onTestFinished(async () => {
      watching.kill('SIGINT');
      await watching;
    });
    let said = '';
    watching.all.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await eventually(() => Promise.resolve(said), (text) => /watch enabled/i.test(text)); // prettier-ignore
  }

  it('an edit changes the open page, which keeps what was typed', async () => {
    const { page: open, exceptions } = await browser.visit(`http://localhost:${env.DEVELOPMENT_PORT}/`);
    await open.getByRole('heading', { name: 'Notes', exact: true }).waitFor();
    await open.getByLabel('New note').fill('not yet sent');
    await watch();
    await workspace.edit(page, (text) => text.replace('<Page title="Notes">', '<Page title="All notes">'));
    await open.getByRole('heading', { name: 'All notes' }).waitFor({ timeout: 30_000 });
    expect(await open.getByLabel('New note').inputValue()).toBe('not yet sent');
    expect(exceptions).toEqual([]);
  });

  it('has the configuration of this machine, on every port that is published', async () => {
    const bound = Object.values((await compose.containers()).app?.HostConfig.PortBindings ?? {}).flat();
    expect(bound).toHaveLength(2);
    for (const port of [env.DEVELOPMENT_PORT, env.HOST_PORT]) {
      const answer = await fetch(`http://localhost:${port}/config.json`);
      const { apiUrl } = (await answer.json()) as { apiUrl: string };
      expect([apiUrl, answer.headers.get('cache-control')]).toEqual(['http://localhost:8000', 'no-store']);
    }
  });
});
