import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { initGenerator } from '../init/generator';
import { serviceGenerator } from '../service/generator';
import { sync } from '../testing/services';
import { acmeStandard, createWorkspace, type TestWorkspace } from '../testing/workspace';

/** One file of the workspace that lists all services, as compose.yaml does. */
const standard = acmeStandard.replace(
  "file('.github/workflows/ci.yml', '# ' + services.map((one) => one.service.name).join(' ') + '\\n', 'merged'),",
  `file('compose.yaml', 'services:\\n' + services.map(({ service: { name, port } }) =>
        '  ' + name + ':\\n    image: ' + name + '\\n    port: ' + port + '\\n').join(''), 'merged'),`,
);

const identity = ['-c', 'user.name=tests', '-c', 'user.email=tests@example.com', '-c', 'commit.gpgsign=false', '-c', 'rerere.enabled=false']; // prettier-ignore
const git = (root: string, ...args: string[]): string =>
  execFileSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8', stdio: 'pipe' });

type Change = (workspace: TestWorkspace) => Promise<void> | void;
const edit = (workspace: TestWorkspace, path: string, from: string, to: string): void => {
  workspace.write(path, workspace.read(path).replace(from, to));
};

const add =
  (name: string, port: number): Change =>
  async (workspace) => {
    const tree = workspace.tree();
    await serviceGenerator(tree, { name, port, stack: 'acme-api', skipInstall: true });
    workspace.flush(tree);
  };
const remove =
  (name: string): Change =>
  async (workspace) => {
    rmSync(join(workspace.root, 'apps', name), { recursive: true });
    await sync(workspace);
  };
const both =
  (...changes: Change[]): Change =>
  async (workspace) => {
    for (const change of changes) await change(workspace);
  };
const write =
  (from: string, to: string): Change =>
  (workspace) => {
    edit(workspace, 'compose.yaml', from, to);
  };

async function started(): Promise<TestWorkspace> {
  const workspace = createWorkspace({ 'node_modules/@acme/ci-standard/index.js': standard });
  const tree = workspace.tree();
  await initGenerator(tree, { standard: '@acme/ci-standard' });
  workspace.flush(tree);
  await both(add('mail', 3000), add('users', 3001))(workspace);
  git(workspace.root, 'init', '--quiet', '--initial-branch=main');
  commit(workspace);
  return workspace;
}

function commit({ root }: TestWorkspace): void {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=a step');
}

/** Files that git could not merge. */
async function merged(
  workspace: TestWorkspace,
  ours: Change,
  theirs: Change,
  style: string,
): Promise<string[]> {
  const { root } = workspace;
  git(root, 'config', 'merge.conflictStyle', style);
  git(root, 'switch', '--quiet', '--create', 'theirs');
  await theirs(workspace);
  commit(workspace);
  git(root, 'switch', '--quiet', 'main');
  git(root, 'clean', '-qfd');
  await ours(workspace);
  commit(workspace);
  try {
    git(root, 'merge', '--no-edit', 'theirs');
  } catch {
    return git(root, 'diff', '--name-only', '--diff-filter=U').trim().split('\n');
  }
  return [];
}

const generated = ['compose.yaml', '.ci/base/compose.yaml.base', '.ci/lock/_workspace.json'];

const texts = (workspace: TestWorkspace): string[] => generated.map((path) => workspace.read(path));

describe.each(['merge', 'diff3', 'zdiff3'])('branches that git cannot merge (conflictStyle %s)', (style) => {
  it.each<[string, Change, Change, boolean]>([
    ['both add a service beside each other', add('orders', 3002), add('payments', 3003), true],
    ['one adds, one removes', add('orders', 3002), remove('users'), true],
    ['both remove', remove('mail'), remove('users'), true],
    ['both add two', both(add('api', 3002), add('orders', 3003)), both(add('billing', 3004), add('zoo', 3005)), true], // prettier-ignore
  ])('%s: sync writes what one branch after the other would have', async (_, ours, theirs, isTorn) => {
    const workspace = await started();
    const torn = await merged(workspace, ours, theirs, style);
    expect(torn.length > 0).toBe(isTorn);
    expect(torn.filter((path) => !generated.includes(path) && path !== 'package.json')).toEqual([]);
    expect((await sync(workspace)).failure).toBe('');
    const healed = texts(workspace);
    const straight = await started();
    await both(ours, theirs)(straight);
    expect(healed).toEqual(texts(straight));
    expect(await sync(workspace)).toEqual({ details: [], message: '', failure: '' });
  });

  it('both added a service, and wrote into the file by hand: all of it is there', async () => {
    const workspace = await started();
    const ours = both(add('orders', 3002), write('image: orders\n', 'image: orders\n    restart: always\n'));
    const theirs = both(
      add('payments', 3003),
      write('image: payments\n', 'image: payments\n    cpus: 2 # enough\n'),
      write('image: mail\n', 'image: mail\n    cpus: 1\n'),
    );
    expect(await merged(workspace, ours, theirs, style)).toEqual(expect.arrayContaining(generated));
    expect((await sync(workspace)).failure).toBe('');
    expect(workspace.read('compose.yaml')).toBe(
      [
        'services:',
        '  mail:',
        '    image: mail',
        '    cpus: 1',
        '    port: 3000',
        '  orders:',
        '    image: orders',
        '    restart: always',
        '    port: 3002',
        '  payments:',
        '    image: payments',
        '    cpus: 2 # enough',
        '    port: 3003',
        '  users:',
        '    image: users',
        '    port: 3001',
        '',
      ].join('\n'),
    );
    expect((await sync(workspace)).details).toEqual([]);
  });

  it('both wrote otherwise at one place: it stays as git left it, and sync says where, until somebody decides', async () => {
    const workspace = await started();
    const ours = both(add('orders', 3002), write('image: mail', 'image: ours'));
    const theirs = both(add('payments', 3003), write('image: mail', 'image: theirs'));
    await merged(workspace, ours, theirs, style);
    const marked = workspace.read('compose.yaml');
    for (const run of [1, 2]) {
      const { failure } = await sync(workspace);
      expect(failure, `run ${run}`).toMatch(/compose\.yaml: has git[^]*services\.mail\.image/);
      expect(workspace.read('compose.yaml')).toBe(marked);
    }
    // as `git checkout --theirs` does, and an editor's "accept incoming"
    workspace.write('compose.yaml', git(workspace.root, 'show', 'theirs:compose.yaml'));
    expect((await sync(workspace)).failure).toBe('');
    expect(workspace.read('compose.yaml')).toMatch(/image: theirs\n[^]*image: orders\n[^]*image: payments\n/);
    expect(workspace.read('.ci/base/compose.yaml.base')).toMatch(/image: mail\n[^]*orders:[^]*payments:/);
    expect((await sync(workspace)).details).toEqual([]);
  });
});
