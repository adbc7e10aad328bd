import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { djangoApi } from './index';
import { targets } from './targets';
import { combinations, orders } from './testing/orders';

const members = combinations.map((choice) => ({ ...choice, name: `${choice.cache}-${choice.broker}` }));

let root: string;
let env: Record<string, string>;

function run(cwd: string, [file = '', ...args]: readonly string[], more: object = {}): void {
  const { status, stdout, stderr } = spawnSync(file, args, {
    cwd,
    env: { ...process.env, ...env, ...more },
    encoding: 'utf8',
  });
  expect(status, `${file} ${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
}

/** What Nx puts into the environment of every target where `.env` is a copy of `.env.example`, and a little more. */
function dotenv(name: string): Record<string, string> {
  const text = readFileSync(join(root, 'apps', name, '.env.example'), 'utf8');
  const pairs = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, key = '', value = '']) => [key, value]);
  return { ...(Object.fromEntries(pairs) as Record<string, string>), UI_TITLE: 'Mine', HOST: '' };
}

/** The words of a target's commands, as a shell would split them. */
const commandsOf = (target: string): string[][] =>
  (targets(orders().service, { pythonPackageManager: 'uv' })[target]?.command ?? '')
    .split(' && ')
    .map((command) => command.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? []);

/** A uv workspace with a new service for every combination of what may be behind it, and one environment for all. */
beforeAll(async () => {
  const { withUv } = await import('../../../e2e/world/uv.js');
  root = await mkdtemp(join(tmpdir(), 'org-ci-combinations-'));
  env = { ...(await withUv({})), MYPY_CACHE_DIR: join(root, '.mypy_cache') };
  const globs = '[tool.uv.workspace]\nmembers = ["apps/*"]\n';
  const files = members.flatMap(({ name, cache, broker }) => {
    const processes = broker === 'none' ? [] : ['worker', 'beat'];
    const seed = djangoApi.seed(orders({ name, cache, broker, processes }));
    return seed.map(({ path, text }) => ({ path: path.replace('apps/orders/', `apps/${name}/`), text }));
  });
  for (const { path, text } of [...files, { path: 'pyproject.toml', text: globs }]) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  run(root, ['uv', 'sync', '-q', '--all-packages']);
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe.each(members)('a new service, cache $cache, broker $broker', ({ name }) => {
  it.each(['lint', 'typecheck'])('passes %s', (target) => {
    for (const command of commandsOf(target)) run(join(root, 'apps', name), command, dotenv(name));
  });
});

// Each cache and each broker once; what they mean to each other is said by the types.
describe.each(['none-none', 'redis-rabbitmq', 'memcached-redis'])('a new service, %s', (name) => {
  it.each(['without', 'with'])('passes its tests %s a .env', (presence) => {
    const given = presence === 'with' ? dotenv(name) : {};
    for (const command of commandsOf('test')) run(join(root, 'apps', name), command, given);
  });
});
