import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generated, textOf } from '../../testing/standard';

interface Workflow {
  readonly jobs: Record<
    string,
    { readonly steps: readonly { readonly id: string; readonly run?: string }[] }
  >;
}

/** The script of a step as the runner would start it. */
function scriptOf(name: string, job: string, id: string): string {
  const { jobs } = parse(textOf(`.github/workflows/${name}.yml`, generated())) as Workflow;
  const run = jobs[job]?.steps.find((step) => step.id === id)?.run;
  if (run === undefined) throw new Error(`${name} › ${job} › ${id} has no script`);
  return run;
}

let folder: string;
let clone: string;
let program: (name: string, script: string) => Promise<void>;
const identity = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
const bin = (): string => path.join(folder, 'bin');

async function run(script: string, env: Record<string, string> = {}, cwd = clone) {
  const { exitCode, all } = await execa('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd,
    env: { ...identity, PATH: `${bin()}:${process.env.PATH ?? ''}`, ...env },
    reject: false,
    all: true,
  });
  return { exitCode, output: all };
}
const git = async (cwd: string, ...args: string[]): Promise<string> =>
  (
    await execa('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd,
      env: identity,
    })
  ).stdout;
const onMain = (file: string): Promise<string> =>
  git(path.join(folder, 'main.git'), 'show', `main:${file}`).catch(() => 'nothing');

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'org-ci-'));
  clone = path.join(folder, 'clone');
  program = async (name, script) => {
    await mkdir(bin(), { recursive: true });
    await writeFile(path.join(bin(), name), `#!/bin/bash\n${script}\n`);
    await chmod(path.join(bin(), name), 0o755);
  };
  await program('gh', `echo "$*" >> '${folder}/gh.log'`);
  await git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', 'main.git');
  await git(folder, 'clone', '--quiet', 'main.git', 'clone');
  await git(clone, 'commit', '--quiet', '--allow-empty', '--message=first');
  await git(clone, 'push', '--quiet', 'origin', 'HEAD:main');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('cd.yml records the digests', () => {
  const overlay = 'apps/payments/k8s/overlays/staging/kustomization.yaml';
  const env = { ENVIRONMENT: 'staging', BRANCH: 'main', GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '1' };
  const record = () => run(scriptOf('cd', 'promote-staging', 'record'), env);
  const ghCalls = () => readFile(path.join(folder, 'gh.log'), 'utf8').catch(() => '');
  const promoted = async (file = overlay): Promise<void> => {
    await mkdir(path.dirname(path.join(clone, file)), { recursive: true });
    await writeFile(path.join(clone, file), 'digest\n');
  };
  /** Somebody else's push, while this job was at work. */
  async function meanwhile(file: string, text: string): Promise<void> {
    const other = path.join(folder, 'other');
    await git(folder, 'clone', '--quiet', 'main.git', 'other');
    await mkdir(path.dirname(path.join(other, file)), { recursive: true });
    await writeFile(path.join(other, file), text);
    await git(other, 'add', '--all');
    await git(other, 'commit', '--quiet', '--message=meanwhile');
    await git(other, 'push', '--quiet', 'origin', 'HEAD:main');
  }

  it('on the main branch, and nothing else of the work tree', async () => {
    await promoted();
    await writeFile(path.join(clone, 'receipt.json'), '{}');
    const { exitCode, output } = await record();
    expect(exitCode, output).toBe(0);
    expect(await onMain(overlay)).toBe('digest');
    expect(await onMain('receipt.json')).toBe('nothing');
  });
  it('behind a commit that came meanwhile, without a pull request', async () => {
    await promoted();
    await meanwhile('README.md', 'new\n');
    const { exitCode, output } = await record();
    expect(exitCode, output).toBe(0);
    expect([await onMain(overlay), await onMain('README.md')]).toEqual(['digest', 'new']);
    expect(await ghCalls()).not.toContain('pr create');
  });
  it('as a pull request where the branch is protected', async () => {
    const hook = path.join(folder, 'main.git/hooks/update');
    await writeFile(hook, '#!/bin/sh\n[ "$1" != refs/heads/main ]\n');
    await chmod(hook, 0o755);
    await promoted();
    const { exitCode, output } = await record();
    expect(exitCode, output).toBe(0);
    expect(await ghCalls()).toContain('pr create --base main --head promote/staging-7-1 --fill');
    expect(await git(path.join(folder, 'main.git'), 'show', `promote/staging-7-1:${overlay}`)).toBe('digest');
  });
  it('as a pull request where somebody else promoted at the same time', async () => {
    await promoted();
    await meanwhile(overlay, 'another digest\n');
    const { exitCode, output } = await record();
    expect(exitCode, output).toBe(0);
    expect(await onMain(overlay)).toBe('another digest');
    expect(await ghCalls()).toContain('pr create');
  });
  it('not at all where nothing changed', async () => {
    await promoted();
    await git(clone, 'add', '--all');
    await git(clone, 'commit', '--quiet', '--message=promoted before');
    const { exitCode, output } = await record();
    expect(exitCode).toBe(0);
    expect(output).toContain('Nothing to record');
  });
});

describe('cd.yml promotes each service', () => {
  const publish = async (service: string, receipt = `{"digest":"sha256:${service}"}`): Promise<void> => {
    await mkdir(path.join(clone, 'dist/ci', service), { recursive: true });
    await writeFile(path.join(clone, 'dist/ci', service, 'publish.json'), receipt);
  };
  async function promote(services: readonly string[]) {
    const [log, output] = [path.join(folder, 'npx.log'), path.join(folder, 'output')];
    await Promise.all([writeFile(log, ''), writeFile(output, '')]);
    const env = { ENVIRONMENT: 'staging', SERVICES: services.join(','), GITHUB_OUTPUT: output };
    const { exitCode } = await run(scriptOf('cd', 'promote-staging', 'promote'), env);
    const calls = (await readFile(log, 'utf8')).trim().split('\n');
    return { exitCode, calls, goesOn: (await readFile(output, 'utf8')).includes('promoted=true\n') };
  }
  const call = (service: string): string =>
    `nx run ${service}:promote --to=staging --digest=sha256:${service}`;

  beforeEach(() => program('npx', `echo "$*" >> '${folder}/npx.log'; [[ "$*" != *carts:promote* ]]`));

  it('by the digest of its own receipt; one that is refused stops no other, and fails the job', async () => {
    for (const service of ['orders', 'carts', 'rates']) await publish(service);
    const { exitCode, calls, goesOn } = await promote(['orders', 'carts', 'rates']);
    expect(exitCode).toBe(1);
    expect(calls).toEqual(['orders', 'carts', 'rates'].map(call));
    expect(goesOn).toBe(true);
  });
  it('but one that was not published, which stops no other, and fails the job', async () => {
    await publish('carts', '{}');
    await publish('rates');
    const { exitCode, calls, goesOn } = await promote(['orders', 'carts', 'rates']);
    expect(exitCode).toBe(1);
    expect(calls).toEqual([call('rates')]);
    expect(goesOn).toBe(true);
  });
  it('and asks nobody for the next environment where none went through', async () => {
    await publish('carts');
    const { exitCode, goesOn } = await promote(['carts']);
    expect(exitCode).toBe(1);
    expect(goesOn).toBe(false);
  });
});

describe.each(['ci', 'cd'])('%s.yml lists services', (name) => {
  it.each([
    ['affected ones', '', 'nx show projects --affected --with-target=image --json'],
    ['all where no run has passed yet', 'true', 'nx show projects --with-target=image --json'],
  ])('%s', async (_, first, command) => {
    await program('npx', `echo "$*" >> '${folder}/npx.log'; echo '["orders"]'`);
    const output = path.join(folder, 'output');
    const script = scriptOf(name, name === 'ci' ? 'verify' : 'affected', 'services');
    const { exitCode, output: said } = await run(script, { FIRST: first, GITHUB_OUTPUT: output });
    expect(exitCode, said).toBe(0);
    expect((await readFile(path.join(folder, 'npx.log'), 'utf8')).trim()).toBe(command);
    expect(await readFile(output, 'utf8')).toBe('services=["orders"]\n');
  });
});
