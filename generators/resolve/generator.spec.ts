import { beforeEach, describe, expect, it, vi } from 'vitest';
import { run, upgradable } from '../testing/upgradable';
import { installAcme } from '../testing/versions';
import type { TestWorkspace } from '../testing/workspace';
import { upgradeGenerator } from '../upgrade/generator';
import { logger } from '../workspace/nx';
import { resolveGenerator } from './generator';

/** Two services, in each of which a place waits. */
async function waiting(): Promise<TestWorkspace> {
  const workspace = await upgradable('orders', 'payments');
  for (const name of ['orders', 'payments']) {
    const file = `apps/${name}/deploy.yaml`;
    workspace.write(file, workspace.read(file).replace('/live', '/mine'));
  }
  installAcme(workspace, '2.0.0');
  await run(workspace, (tree) => upgradeGenerator(tree, { skipInstall: true }));
  return workspace;
}

const resolve = (workspace: TestWorkspace, options: object): Promise<string> =>
  run(workspace, (tree) => resolveGenerator(tree, { name: 'orders', take: 'mine', ...options }));

describe('resolve', () => {
  const warned: string[] = [];
  beforeEach(() => {
    warned.length = 0;
    const spy = vi.spyOn(logger, 'warn').mockImplementation((text) => void warned.push(String(text)));
    return () => {
      spy.mockRestore();
    };
  });

  it('says nothing of what waits in other services', async () => {
    const workspace = await waiting();
    warned.length = 0;
    expect(await resolve(workspace, {})).toBe('');
    expect(warned).toEqual([]);
    expect(await resolve(workspace, { name: 'payments', at: 'probe.path' })).toBe('');
  });

  it('goes on saying what waits in the same service', async () => {
    const workspace = await waiting();
    workspace.write('apps/orders/service.yaml', `${workspace.read('apps/orders/service.yaml')}files:\n  none.yaml:\n    owner: service\n    reason: gone since\n`); // prettier-ignore
    warned.length = 0;
    expect(await resolve(workspace, {})).toBe('');
    expect(warned.join('\n')).toContain('apps/orders/service.yaml');
  });

  it.each(['deploy.yaml', 'apps/orders/deploy.yaml'])('takes the file as %s', async (file) => {
    const workspace = await waiting();
    expect(await resolve(workspace, { file })).toBe('');
  });

  it('says which place or file was probably meant', async () => {
    const workspace = await waiting();
    expect(await resolve(workspace, { at: 'probe.pth' })).toContain("did you mean --at='probe.path'?");
    expect(await resolve(workspace, { file: 'apps/orders/deplyo.yaml' })).toContain(
      'did you mean --file=apps/orders/deploy.yaml?',
    );
  });
});
