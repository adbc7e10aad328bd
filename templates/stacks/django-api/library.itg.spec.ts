import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFolder } from '../../text/package-folder';
import { djangoApi } from './index';
import { orders } from './testing/orders';

let root: string;
let env: Record<string, string>;

function run(folder: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync('uv', args, {
    cwd: join(root, folder),
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  expect(status, `uv ${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
}

/** Blocks of docs/python.md whose first line names a file, and files that it calls empty: texts by paths. */
async function blocksOfThePage(): Promise<Map<string, string>> {
  const page = await readFile(join(packageFolder(__dirname), '../docs/python.md'), 'utf8');
  const blocks = page.replace(/^ {3}/gm, '').matchAll(/^```\w+\n# (\S+\/\S+)\n([^]*?)^```/gm);
  const empty = page.matchAll(/an empty file `(\S+)`/g);
  return new Map([
    ...[...blocks].map(([, path = '', text = '']) => [path, text] as const),
    ...[...empty].map(([, path = '']) => [`libs/money/${path}`, ''] as const),
  ]);
}

/** A new service with the shared library of the page, which one of its modules uses. */
beforeAll(async () => {
  const { withUv } = await import('../../../e2e/world/uv.js');
  root = await mkdtemp(join(tmpdir(), 'org-ci-library-'));
  env = await withUv({});
  const files = new Map(djangoApi.seed(orders()).map(({ path, text }) => [path, text]));
  for (const [path, text] of await blocksOfThePage()) {
    const before = files.get(path) ?? '';
    const more = before.replace('dependencies = [', 'dependencies = [\n  "money",');
    files.set(path, more === '' ? text : `${more}\n${text}`);
  }
  files.set('pyproject.toml', '[tool.uv.workspace]\nmembers = ["apps/orders", "libs/money"]\n');
  files.set('apps/orders/app/notes/price.py', 'from money import in_cents\n\nPRICE: int = in_cents(1, 50)\n');
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  run('.', ['lock', '-q']);
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('the shared library of docs/python.md', () => {
  it('passes its own targets', () => {
    for (const words of ['ruff check .', 'mypy .', 'pytest'])
      run('libs/money', ['run', '--locked', ...words.split(' ')]);
  });

  it('leaves its user green', () => {
    for (const words of ['ruff check .', 'mypy'])
      run('apps/orders', ['run', '--locked', ...words.split(' ')]);
  });
});
