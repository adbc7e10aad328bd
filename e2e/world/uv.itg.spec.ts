import { afterAll, beforeAll, expect, it } from 'vitest';
import { must } from './must.js';
import { createSandbox, type Sandbox } from './sandbox.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox({ env: {} }, 'uv');
}, 600_000);
afterAll(() => sandbox.remove());

it('is the pinned uv in every sandbox', async () => {
  expect((await sandbox.run('uv', ['--version'])).output).toMatch(/^uv 0\.13\.9 /);
});

it('locks and installs from the machine’s index, with the machine’s Python', async () => {
  await sandbox.write(
    'pyproject.toml',
    '[project]\nname = "x"\nversion = "0"\nrequires-python = ">=3.11"\ndependencies = ["idna==3.10"]\n',
  );
  must(await sandbox.run('uv', ['sync']), 'uv sync');
  expect(await sandbox.read('uv.lock')).toContain('name = "idna"');
  const { output } = await sandbox.run('uv', ['run', 'python', '-c', 'import idna; print(idna.__version__)']);
  expect(output.trim()).toBe('3.10');
});

it('never fetches a Python', async () => {
  const { exitCode, output } = await sandbox.run('uv', ['python', 'install', '3.13']);
  expect(exitCode).not.toBe(0);
  expect(output).toContain('downloads');
});
