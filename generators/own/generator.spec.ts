import { ProblemError } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { sync, withServices } from '../testing/services';
import type { TestWorkspace } from '../testing/workspace';
import { ownGenerator } from './generator';

const own = async (workspace: TestWorkspace, options: object): Promise<string[]> => {
  const tree = workspace.tree();
  const done = await ownGenerator(tree, options);
  const written = workspace.flush(tree);
  await done();
  return written;
};
const mine = { name: 'payments', file: 'Dockerfile', owner: 'service', reason: 'needs ffmpeg' } as const;
const wheres = async (workspace: TestWorkspace, options: object): Promise<string[]> => {
  const error: unknown = await own(workspace, options).catch((thrown: unknown) => thrown);
  if (!(error instanceof ProblemError)) throw new Error('it must be refused');
  return error.problems.map(({ where, fix }) => `${where}: ${fix}`);
};

describe('own', () => {
  it('writes who owns the file and why into service.yaml, and nothing else of it', async () => {
    const workspace = await withServices('payments');
    const before = workspace.read('apps/payments/service.yaml');
    await own(workspace, { ...mine, until: '2027-01-31' });
    const lines = '  Dockerfile:\n    owner: service\n    reason: needs ffmpeg\n    until: 2027-01-31\n';
    const text = workspace.read('apps/payments/service.yaml');
    expect(text.replaceAll("'", '')).toBe(`${before}files:\n${lines}`);
    await own(workspace, { name: 'payments', file: 'Dockerfile', owner: 'standard' });
    expect(workspace.read('apps/payments/service.yaml')).toBe(before);
  });

  it('keeps the file as its owner wrote it, and takes it back without losing that', async () => {
    const workspace = await withServices('payments');
    const file = 'Dockerfile.dockerignore';
    await own(workspace, { ...mine, file });
    workspace.write(`apps/payments/${file}`, '# mine\n');
    await own(workspace, { ...mine, file, reason: 'another reason' });
    expect(workspace.read(`apps/payments/${file}`)).toBe('# mine\n');
    expect((await sync(workspace)).failure).toBe('');
    expect(workspace.read(`apps/payments/${file}`)).toBe('# mine\n');
    await own(workspace, { name: 'payments', file, owner: 'standard' });
    const kept = `${workspace.read(`apps/payments/${file}`)}${workspace.read('.ci/lock/payments.json')}`;
    expect(kept).toContain('# mine');
  });

  it('takes a file from the root, too, as resolve does', async () => {
    const workspace = await withServices('payments');
    const before = workspace.read('apps/payments/service.yaml');
    await own(workspace, { ...mine, file: 'apps/payments/Dockerfile' });
    expect(workspace.read('apps/payments/service.yaml')).toContain('files:\n  Dockerfile:\n');
    await own(workspace, { name: 'payments', file: 'apps/payments/Dockerfile', owner: 'standard' });
    expect(workspace.read('apps/payments/service.yaml')).toBe(before);
  });

  it('is open when its time is over', async () => {
    const workspace = await withServices('payments');
    await own(workspace, { ...mine, until: '2999-01-31' });
    const manifest = 'apps/payments/service.yaml';
    workspace.write(manifest, workspace.read(manifest).replace('2999', '2020'));
    expect((await sync(workspace)).failure).toContain('[ejected-expired]');
  });

  it('does the same for the workspace’s own files, in ci.yaml', async () => {
    const workspace = await withServices('payments');
    await own(workspace, { ...mine, name: 'ci', owner: 'workspace', file: '.github/workflows/ci.yml' });
    expect(workspace.read('ci.yaml')).toContain(
      'files:\n  .github/workflows/ci.yml:\n    owner: workspace\n',
    );
  });

  it('says all that is wrong at once, with what was meant', async () => {
    const workspace = await withServices('payments');
    expect(await wheres(workspace, { name: 'payments', file: 'Dockerfle', owner: 'workspace' })).toEqual([
      expect.stringContaining('options › file: did you mean Dockerfile?'),
      'options › owner: --owner=service',
      'options › reason: give --reason="…"',
    ]);
    expect(await wheres(workspace, { ...mine, name: 'paymnets', until: 'tomorrow' })).toEqual([
      expect.stringContaining('options › until'),
      expect.stringContaining('options › name: did you mean payments?'),
    ]);
    expect(await wheres(workspace, { ...mine, owner: 'standard', until: '2027-01-31' })).toEqual([
      'options › until: leave --until out',
    ]);
    expect(await wheres(workspace, { ...mine, until: '2025-01-01' })).toEqual([
      expect.stringContaining('options › until: give a day that is not'),
    ]);
    expect((await wheres(workspace, {})).map((one) => one.split(':')[0])).toEqual(['options', 'options', 'options']);
  }); // prettier-ignore

  it('takes back a file that is not generated any more', async () => {
    const workspace = await withServices('payments');
    const before = workspace.read('apps/payments/service.yaml');
    workspace.write(
      'apps/payments/service.yaml',
      `${before}files:\n  gone.yaml:\n    owner: service\n    reason: old one\n`,
    );
    await own(workspace, { name: 'payments', file: 'gone.yaml', owner: 'standard' });
    expect(workspace.read('apps/payments/service.yaml')).toBe(before);
  });
});
