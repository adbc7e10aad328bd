import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changedWorkspaces, hashPackage, readPublished, writePublished } from './npm/changed.js';
import { formatVerdaccioConfig } from './npm/config.js';
import { publicWorkspaces, type Workspace } from './npm/workspaces.js';
import { awaitDaemon, pidOf, startDaemon, stopDaemon, type Daemon } from './os/daemon.js';
import { exec } from './os/exec.js';
import { defaultStateFolder } from './os/folders.js';
import { withLock } from './os/lock.js';
import { freePort } from './os/ports.js';

export interface PackageRegistryRequest {
  /** Folder of storage, pid and log; a rig's is fine. */
  readonly state?: string;
  /** Repository whose public workspaces are built, packed and published. Default: this one. */
  readonly root?: string;
  /** Wanted port; the next free one is taken where it is in use. */
  readonly port?: number;
  /** false: `dist` folders are up to date already. */
  readonly build?: boolean;
}

export interface PackageRegistry {
  /** `http://127.0.0.1:PORT/`: has our packages and passes all others through. */
  readonly url: string;
  /** `name@version` of what was published. */
  readonly published: readonly string[];
  stop(): Promise<void>;
}

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * A package registry with this repository's packages as users would install them. Earlier content of the same versions
 * is replaced; packages that did not change since stay as they are.
 */
export async function startPackageRegistry(request: PackageRegistryRequest = {}): Promise<PackageRegistry> {
  const folder = request.state ?? defaultStateFolder();
  await mkdir(folder, { recursive: true });
  const state = await realpath(folder);
  return withLock(`${state}/npm`, () => startAlone(state, request));
}

async function startAlone(state: string, request: PackageRegistryRequest): Promise<PackageRegistry> {
  const { root = repository, port = 4873 } = request;
  const workspaces = await publicWorkspaces(root);
  if (request.build ?? true) await build(root, workspaces);
  const before = await readPublished(state);
  const now = Object.fromEntries(
    await Promise.all(workspaces.map(async ({ name, folder }) => [name, await hashPackage(folder)] as const)),
  );
  const changed = changedWorkspaces(state, workspaces, before, now);
  await stopPackageRegistry(state);
  await writePublished(state, {}); // a run that is killed from here on publishes all of them next time
  for (const { name } of changed) await rm(join(state, 'npm', name), { recursive: true, force: true });
  const url = await startVerdaccio(state, root, workspaces, port);
  if (changed.length > 0) await publish(root, url, changed);
  await writePublished(state, now);
  const published = workspaces.map(({ name, version }) => `${name}@${version}`);
  return { url, published, stop: () => stopPackageRegistry(state) };
}

/** Stops what a `startPackageRegistry` with this state folder started, in this process or an earlier one. */
export async function stopPackageRegistry(state: string = defaultStateFolder()): Promise<void> {
  await stopDaemon(verdaccio(state), 5);
}

const configFile = (state: string) => join(state, 'verdaccio.yaml');
const verdaccio = (state: string): Daemon => ({
  name: 'verdaccio',
  pidFile: join(state, 'verdaccio.pid'),
  logFile: join(state, 'log/verdaccio.log'),
  mark: configFile(state),
});

async function startVerdaccio(
  state: string,
  root: string,
  workspaces: readonly Workspace[],
  wanted: number,
): Promise<string> {
  const upstream = (
    await exec('npm', ['config', 'get', 'registry', '--workspaces=false'], { cwd: root })
  ).trim();
  const own = workspaces.map(({ name }) => name);
  await writeFile(configFile(state), formatVerdaccioConfig({ state, upstream, own }));
  const port = await freePort(wanted);
  const main = fileURLToPath(new URL('./npm/verdaccio-main.ts', import.meta.url));
  const args = ['--import', import.meta.resolve('tsx'), main, configFile(state), String(port)];
  startDaemon(verdaccio(state), process.execPath, args);
  const ping = `http://127.0.0.1:${port}/-/ping`;
  const answers = async () => (await fetch(ping).catch(() => undefined))?.ok === true;
  await awaitDaemon(verdaccio(state), async () => pidOf(verdaccio(state)) !== undefined && (await answers()));
  return `http://127.0.0.1:${port}/`;
}

/** Types by tsc, code by the bundler, documents by a copy: none needs another. */
async function build(root: string, workspaces: readonly Workspace[]): Promise<void> {
  await Promise.all([
    exec('npx', ['--no-install', 'tsc', '-b', ...workspaces.map(({ folder }) => folder)], { cwd: root }),
    exec('npm', ['run', 'bundle'], { cwd: root }),
    exec(process.execPath, ['packages/ci/pack-docs.mjs'], { cwd: root }),
  ]);
}

/** Packs and uploads with npm itself, so that `files`, `bin` and `exports` are tested as they are. npm leaves private workspaces out. */
async function publish(root: string, url: string, changed: readonly Workspace[]): Promise<void> {
  const token = `--${url.replace(/^http:/, '')}:_authToken=anonymous`;
  const which = changed.map(({ name }) => `--workspace=${name}`);
  await exec('npm', ['publish', ...which, '--ignore-scripts', `--registry=${url}`, token], {
    cwd: root,
  });
}
