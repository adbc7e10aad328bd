import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '@org/ci-core';
import { exec } from '../os/exec.js';
import { cacheFolder } from '../os/folders.js';
import { formatAptConfig } from './apt-config.js';
import { parseUris, selectPackages, type Archive } from './archive.js';
import { formatSources, parseMirror } from './sources.js';

/** apt with a world of its own: some suites, one architecture. */
export interface Apt {
  /** Standard output of `apt-get ARGS` or `apt-cache ARGS`. */
  run(program: 'apt-get' | 'apt-cache', args: readonly string[]): Promise<string>;
  /** What installing `packages` would fetch on top of `status` (a dpkg status file; none: nothing is installed yet). */
  closure(packages: readonly string[], status?: string): Promise<Archive[]>;
  /** Verified `.deb` files; `name`, `name=version` or `name/suite`. Those that are there already are not fetched again. */
  download(packages: readonly string[], into: string): Promise<void>;
  /** The closure's `.deb` files, from the cache of archives where possible. */
  fetch(archives: readonly Archive[]): Promise<string[]>;
}

const opened = new Map<string, Promise<Apt>>();

/** Lists are read once per run, so that all layers made in it agree on versions. */
export function openApt(suites: readonly string[], architecture: string): Promise<Apt> {
  const folder = join(cacheFolder(), 'apt', `${suites.join('-')}-${architecture}`);
  const apt = opened.get(folder) ?? open(folder, suites, architecture);
  opened.set(folder, apt);
  return apt;
}

async function open(folder: string, suites: readonly string[], architecture: string): Promise<Apt> {
  for (const part of ['lists/partial', 'archives/partial', 'none/partial', 'empty']) {
    await mkdir(join(folder, part), { recursive: true });
  }
  const config = join(folder, 'apt.conf');
  const source = { mirror: await debianMirror(), suites, architecture, keyring: keyring() };
  await writeFile(join(folder, 'sources.list'), formatSources(source));
  await writeFile(join(folder, 'status'), '');
  await writeFile(config, formatAptConfig(folder, architecture));
  const run: Apt['run'] = (program, args) => exec(program, ['-qq', ...args], { env: { APT_CONFIG: config } });
  await run('apt-get', ['update']);
  const archives = join(folder, 'archives');
  const download: Apt['download'] = async (packages, into) => {
    await exec('apt-get', ['-qq', 'download', ...packages], { cwd: into, env: { APT_CONFIG: config } });
  };
  return {
    run,
    download,
    async closure(packages, status = join(folder, 'status')) {
      const options = [`-oDir::State::status=${status}`, `-oDir::Cache::archives=${folder}/none`];
      return parseUris(await run('apt-get', [...options, 'install', '--print-uris', ...packages]));
    },
    async fetch(wanted) {
      const missing = wanted.filter(({ file }) => !existsSync(join(archives, file)));
      if (missing.length > 0) await download(selectPackages(missing), archives);
      return wanted.map(({ file }) => join(archives, file));
    },
  };
}

/** The mirror this machine is configured for. */
export async function debianMirror(): Promise<string> {
  const parts = '/etc/apt/sources.list.d';
  const names = existsSync(parts)
    ? (await readdir(parts)).filter((name) => /\.(list|sources)$/.test(name))
    : [];
  const files = [...names.sort().map((name) => join(parts, name)), '/etc/apt/sources.list'].filter(
    existsSync,
  );
  const mirror = parseMirror(await Promise.all(files.map((file) => readFile(file, 'utf8'))));
  return mirror ?? 'http://deb.debian.org/debian';
}

function keyring(): string {
  const folder = '/usr/share/keyrings';
  const found = ['debian-archive-keyring.gpg', 'debian-archive-keyring.pgp']
    .map((name) => join(folder, name))
    .find(existsSync);
  if (found) return found;
  throw new ProblemError({
    code: 'RIG_NO_KEYRING',
    where: folder,
    what: "Debian's archive keyring is not there, so packages cannot be verified",
    fix: 'install the package debian-archive-keyring, or start a Docker engine yourself',
  });
}
