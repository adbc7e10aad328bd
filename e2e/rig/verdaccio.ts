import { mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changedWorkspaces, hashPackage, readPublished, writePublished } from './npm/changed.js';
import { formatVerdaccioConfig } from './npm/config.js';
import { readServed, registryUrl, upstreamOf, writeServed } from './npm/served.js';
import { publicWorkspaces, type Workspace } from './npm/workspaces.js';
import { awaitDaemon, pidOf, startDaemon, stopDaemon, type Daemon } from './os/daemon.js';
import { exec } from './os/exec.js';
import { defaultStateFolder } from './os/folders.js';
import { withLock } from './os/lock.js';
import { awaitFree, freePort } from './os/ports.js';

export interface PackageRegistryRequest {
  /** Folder of storage, pid and log; a rig's is fine. */
  readonly state?: string;
  /** Repository whose public workspaces are built, packed and published. Default: this one. */
  readonly root?: string;
  /** Wanted port; that of the one that runs already comes first, and the next free one is taken where it is in use. */
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
 * is replaced; packages that did not change since stay as they are, and so does a registry that runs and has them all.
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
  const upstream = await upstreamOf(root, await readServed(state));
  const config = formatVerdaccioConfig({ state, upstream, own: workspaces.map(({ name }) => name) });
  const served = changed.length === 0 ? await serving(state, config) : undefined;
  const url = served ?? (await replace(state, { root, port, changed, config, upstream }));
  await writePublished(state, now);
  const published = workspaces.map(({ name, version }) => `${name}@${version}`);
  return { url, published, stop: () => stopPackageRegistry(state) };
}

interface Replacement {
  readonly root: string;
  readonly port: number;
  readonly changed: readonly Workspace[];
  readonly config: string;
  readonly upstream: string;
}

/** Starts it anew, where it was if it runs, with what changed published again. */
async function replace(
  state: string,
  { root, port, changed, config, upstream }: Replacement,
): Promise<string> {
  const last = isPackageRegistryUp(state) ? await readServed(state) : undefined;
  await stopPackageRegistry(state);
  if (last) await awaitFree(last.port);
  await writePublished(state, {}); // a run that is killed from here on publishes all of them next time
  for (const { name } of changed) await rm(join(state, 'npm', name), { recursive: true, force: true });
  await writeFile(configFile(state), config);
  const url = await startVerdaccio(state, upstream, last?.port ?? port);
  if (changed.length > 0) await publish(root, url, changed);
  return url;
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

/** Whether the package registry of a state folder runs. */
export const isPackageRegistryUp = (state: string): boolean => pidOf(verdaccio(state)) !== undefined;

const pings = async (port: number): Promise<boolean> =>
  (await fetch(`${registryUrl(port)}-/ping`).catch(() => undefined))?.ok === true;

/** Its URL, if it runs with this configuration, and answers. */
async function serving(state: string, config: string): Promise<string | undefined> {
  const served = isPackageRegistryUp(state) ? await readServed(state) : undefined;
  const running = await readFile(configFile(state), 'utf8').catch(() => undefined);
  return served && running === config && (await pings(served.port)) ? registryUrl(served.port) : undefined;
}

async function startVerdaccio(state: string, upstream: string, wanted: number): Promise<string> {
  const port = await freePort(wanted);
  const main = fileURLToPath(new URL('./npm/verdaccio-main.ts', import.meta.url));
  const args = ['--import', import.meta.resolve('tsx'), main, configFile(state), String(port)];
  startDaemon(verdaccio(state), process.execPath, args);
  await awaitDaemon(verdaccio(state), async () => isPackageRegistryUp(state) && (await pings(port)));
  await writeServed(state, { port, upstream });
  return registryUrl(port);
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
