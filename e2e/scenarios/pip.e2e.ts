import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeWorkspace } from '../judges/judge-workspace.js';
import { commitAll } from '../world/git.js';
import { must } from '../world/must.js';
import { createPipeline, editCi, type Pipeline } from '../world/pipeline.js';
import { sandboxAt, type Sandbox } from '../world/sandbox.js';
import { addService } from '../world/service.js';
import { runTasks, tasksThat, type TasksRan } from '../world/tasks.js';
import { readWorld } from '../world/world.js';

let pipeline: Pipeline;
let workspace: Sandbox;

const lock = 'apps/orders/requirements.txt';

/** Of sandboxes uv is the first on the PATH; here nobody has it. */
async function withoutUv({ root, env }: Sandbox): Promise<Sandbox> {
  const [, ...rest] = (env.PATH ?? '').split(':');
  const sandbox = sandboxAt(root, { ...env, PATH: rest.join(':') });
  expect((await sandbox.run('uv', ['--version'])).exitCode, 'uv is there').not.toBe(0);
  return sandbox;
}

const tasks = (...targets: string[]): Promise<TasksRan> =>
  runTasks(workspace, ['run-many', '-t', ...targets, '-p', 'orders']);
const affected = async (): Promise<string[]> => {
  const args = ['show', 'projects', '--affected', '--base=HEAD~1', '--json'];
  const { output } = must(await workspace.nx(args), 'nx show projects --affected');
  return (JSON.parse(output.slice(output.indexOf('['))) as string[]).sort();
};

/** Text of a lock file with another file's hash for a package. */
const withOtherHash = (text: string, name: string): string =>
  text.replace(
    new RegExp(`^(${name}==.*\\\\\\n)(?:    --hash=sha256:.*\\n)+`, 'm'),
    (_, head: string) => `${head}    --hash=sha256:${'0'.repeat(64)}\n`,
  );

beforeAll(async () => {
  pipeline = await createPipeline(readWorld(), 'pip');
  workspace = await withoutUv(pipeline.workspace);
  await editCi(workspace, (ci) => {
    ci.set('pythonPackageManager', 'pip');
  });
  await addService(workspace, 'orders', '--stack=django-api', '--cache=redis');
  await addService(workspace, 'bills', '--stack=django-api');
  await commitAll(workspace);
});
afterAll(() => pipeline.remove());

describe('a workspace whose Python is installed by pip', () => {
  it('has lock files with hashes, and nothing of uv', async () => {
    const files = must(await workspace.run('git', ['ls-files']), 'git ls-files').output.split('\n');
    expect(files).toEqual(expect.arrayContaining([lock, 'apps/orders/requirements-dev.txt']));
    expect(files.filter((file) => /^(uv\.lock|pyproject\.toml)$/.test(file))).toEqual([]);
    for (const file of [lock, 'apps/orders/requirements-dev.txt']) {
      const packages = (await workspace.read(file)).split(/^(?=[a-z0-9])/m).slice(1);
      expect(packages.length).toBeGreaterThan(10);
      for (const one of packages) expect(one).toMatch(/^[a-z0-9._-]+==\S+ \\\n +--hash=sha256:/);
    }
    expect(await workspace.read('apps/orders/pyproject.toml')).not.toContain('[tool.uv]');
  });

  it('gives no judge anything to say', async () => {
    const verdicts = await judgeWorkspace(workspace.root);
    expect(verdicts.flatMap(({ findings }) => findings)).toEqual([]);
    const seen = verdicts.filter(({ subjects }) => subjects > 0).map(({ judge }) => judge);
    expect(seen).toEqual(
      expect.arrayContaining(['buildkit', 'hadolint', 'actionlint', 'zizmor', 'yamllint']),
    );
  });

  it('is checked in its virtual environments, from the cache the second time', async () => {
    const checks = ['orders:lint', 'orders:test', 'orders:typecheck'];
    const first = must(await tasks('lint', 'typecheck', 'test'), 'the checks');
    expect(tasksThat('ran', first)).toEqual([...checks, 'orders:venv'].sort());
    expect(tasksThat('hit', must(await tasks('lint', 'typecheck', 'test'), 'again'))).toEqual(checks);
  });

  it('has an image that is built from its lock file, runs and is scanned', async () => {
    const built = must(await tasks('image', 'smoke', 'size', 'scan'), 'the pipeline');
    expect(tasksThat('ran', built)).toContain('orders:smoke');
    const image = JSON.parse(await workspace.read('dist/ci/orders/image.json')) as { digest: string };
    expect(image.digest).toMatch(/^sha256:/);
    const sbom = await workspace.read('dist/ci/orders/sbom.cdx.json');
    expect(sbom).toMatch(/pkg:pypi\/django@5\.2\./);
    expect(sbom).not.toContain('pkg:pypi/mypy@');
  });

  it('a version that moves concerns its service alone', async () => {
    must(await tasks('image'), 'nx run-many -t image');
    await workspace.edit('apps/bills/requirements.txt', (text) => withOtherHash(text, 'asgiref'));
    await commitAll(workspace);
    expect(await affected()).toEqual(['bills']);
    expect(tasksThat('hit', must(await tasks('image', 'lint'), 'of the other'))).toEqual(['orders:image', 'orders:lint']); // prettier-ignore
  });

  it('a file that is not the locked one is installed by nobody', async () => {
    const before = await workspace.read(lock);
    await workspace.write(lock, withOtherHash(before, 'asgiref'));
    const { exitCode, output } = await tasks('image');
    expect(exitCode).not.toBe(0);
    expect(output).toContain('DO NOT MATCH THE HASHES');
    await workspace.write(lock, before);
  });

  it('a dependency that nobody locked ends the checks and the build, which say what to do', async () => {
    await workspace.edit('apps/orders/pyproject.toml', (text) =>
      text.replace(/^dependencies = \[$/m, 'dependencies = [\n  "iniconfig>=1,<2.0.1",'),
    );
    const behind = /lock file is behind pyproject\.toml, lock it again: iniconfig/;
    for (const target of ['lint', 'image']) {
      const { exitCode, output } = await tasks(target);
      expect(exitCode, target).not.toBe(0);
      expect(output, target).toMatch(behind);
    }
    must(await workspace.nx(['run', 'orders:lock']), 'nx run orders:lock');
    expect(await workspace.read(lock)).toMatch(/^iniconfig==/m);
  });

  it('a library of the workspace is asked of no index, installed where it is used, and its change builds its user', async () => {
    await workspace.write('libs/words/pyproject.toml', library);
    await workspace.write('libs/words/src/org_ci_words/__init__.py', 'def count(text: str) -> int:\n    return len(text.split())\n'); // prettier-ignore
    await workspace.edit('apps/orders/pyproject.toml', (text) =>
      text.replace(/^dependencies = \[$/m, 'dependencies = [\n  "org-ci-words",'),
    );
    await workspace.edit(
      'apps/orders/app/wsgi.py',
      (text) => `${text}\nimport org_ci_words  # noqa: E402, F401\n`,
    );
    must(await workspace.nx(['run', 'orders:lock']), 'nx run orders:lock');
    expect(await workspace.read('apps/orders/requirements-libraries.txt')).toContain('\n./libs/words\n');
    expect(await workspace.read(lock)).not.toContain('org-ci-words==');
    must(await tasks('image', 'smoke', 'lint', 'test'), 'locked again, with the library');
    await commitAll(workspace);
    await workspace.edit('libs/words/src/org_ci_words/__init__.py', (text) => text.replace('text.split', 'text.strip().split')); // prettier-ignore
    await commitAll(workspace);
    expect(await affected()).toEqual(['orders', 'org-ci-words']);
    expect(tasksThat('ran', must(await tasks('image'), 'nx run-many -t image'), ':image')).toEqual(['orders:image']); // prettier-ignore
  });
});

const library = `[project]
name = "org-ci-words"
version = "0.1.0"
requires-python = ">=3.11"

[build-system]
requires = ["uv_build>=0.8,<1"]
build-backend = "uv_build"
`;
