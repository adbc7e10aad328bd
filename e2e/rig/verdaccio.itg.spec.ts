import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeEnvironment } from '../demo/keep.js';
import { sandboxAt } from '../world/sandbox.js';
import { exec } from './os/exec.js';
import { runningHalves } from './running.js';
import { startPackageRegistry, type PackageRegistry } from './verdaccio.js';

let folder: string;
let registry: PackageRegistry;

async function write(path: string, content: unknown): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
}

const start = (port = 24873) =>
  startPackageRegistry({
    state: join(folder, 'state'),
    root: join(folder, 'repo'),
    port,
    build: false,
  });

async function install(name: string): Promise<string> {
  await write(`${name}/package.json`, { name: 'user', private: true });
  const args = ['install', '@rig-test/public@1.0.0', `--registry=${registry.url}`, '--no-audit', '--no-fund'];
  await exec('npm', args, { cwd: join(folder, name), env: { npm_config_cache: join(folder, 'npm-cache') } });
  return readFile(join(folder, name, 'node_modules/@rig-test/public/index.js'), 'utf8');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'org-ci-verdaccio-'));
  await write('repo/package.json', { name: 'repo', private: true, workspaces: ['packages/*'] });
  await write('repo/packages/public/package.json', { name: '@rig-test/public', version: '1.0.0', files: ['index.js'], publishConfig: { access: 'public' } }); // prettier-ignore
  await write('repo/packages/public/index.js', 'first');
  await write('repo/packages/public/left-out.js', 'not in files');
  await write('repo/packages/hidden/package.json', {
    name: '@rig-test/hidden',
    version: '1.0.0',
    private: true,
  });
  await exec('npm', ['install', '--no-audit', '--no-fund'], { cwd: join(folder, 'repo') });
  registry = await start();
});

afterAll(async () => {
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
});

it('publishes what `files` says of every public workspace', async () => {
  expect(registry.published).toEqual(['@rig-test/public@1.0.0']);
  expect(await install('one')).toBe('first');
  await expect(readFile(join(folder, 'one/node_modules/@rig-test/public/left-out.js'))).rejects.toThrow(
    'ENOENT',
  );
  expect((await fetch(`${registry.url}@rig-test%2fhidden`)).status).toBe(404);
});

it('replaces the content of the same version when started again', async () => {
  await write('repo/packages/public/index.js', 'second');
  registry = await start();
  expect(await install('two')).toBe('second');
});

it('leaves what did not change as it was published', async () => {
  const tarball = join(folder, 'state/npm/@rig-test/public/public-1.0.0.tgz');
  const before = await stat(tarball);
  registry = await start();
  expect((await stat(tarball)).mtimeMs).toBe(before.mtimeMs);
  expect(await install('three')).toBe('second');
});

it('is left alone where it runs and nothing changed, by a shell of its users, too', async () => {
  const pid = await readFile(join(folder, 'state/verdaccio.pid'), 'utf8');
  process.env.npm_config_registry = registry.url;
  try {
    expect((await start()).url).toBe(registry.url);
  } finally {
    delete process.env.npm_config_registry;
  }
  expect(await readFile(join(folder, 'state/verdaccio.pid'), 'utf8')).toBe(pid);
  expect((await runningHalves(join(folder, 'state'))).packages).toBe(true);
});

it('keeps its port where it is replaced', async () => {
  await write('repo/packages/public/index.js', 'third');
  const { url } = registry;
  registry = await start(34873);
  expect(registry.url).toBe(url);
  expect(await install('four')).toBe('third');
});

it.each(['@acme/standard', '@globex-rig-test/standard'])('takes %s from whoever has env.sh', async (name) => {
  await write('kept/package.json', { name, version: '1.0.0' });
  const kept = sandboxAt(join(folder, 'kept'), { npm_config_registry: registry.url });
  await writeEnvironment(kept);
  const script = '. "$0/env.sh" && npm publish --loglevel=error && npm view . version --loglevel=error';
  expect((await kept.run('sh', ['-c', script, kept.root])).output).toContain(`${name}@1.0.0`);
});

it('stops, and can be stopped twice', async () => {
  await registry.stop();
  await registry.stop();
  await expect(fetch(registry.url)).rejects.toThrow();
});
