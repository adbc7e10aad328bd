import { journalPaths } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { contentOf, copyOf, runChild, type Fault } from '../testing/killed/run';
import { upgradable } from '../testing/upgradable';
import { installAcme } from '../testing/versions';
import type { TestWorkspace } from '../testing/workspace';

const deploy = 'apps/orders/deploy.yaml';

/** Edits on both sides: something merges, something waits, a file is missing and one has drifted. */
async function edited(): Promise<TestWorkspace> {
  const workspace = await upgradable('orders');
  workspace.write(
    deploy,
    workspace.read(deploy).replace('/live', '/mine').replace('replicas: 2', 'replicas: 9 # ours'),
  );
  return workspace;
}

const states: Record<string, () => Promise<TestWorkspace>> = {
  sync: async () => {
    const workspace = await edited();
    const manifest = 'apps/orders/service.yaml';
    workspace.write(manifest, workspace.read(manifest).replace(/port: \d+/, 'port: 3777'));
    workspace.write('apps/orders/managed.txt', 'drifted\n');
    return workspace;
  },
  upgrade: async () => {
    const workspace = await edited();
    installAcme(workspace, '2.0.0');
    return workspace;
  },
  resolve: async () => {
    const workspace = await edited();
    installAcme(workspace, '2.0.0');
    await runChild(workspace.root, 'upgrade');
    return workspace;
  },
};

type Content = Readonly<Record<string, string>>;

/** Files of locks that are new already, and that are not new themselves: a lock is never ahead of them. */
function aheadOf(before: Content, now: Content, whole: Content): string[] {
  return Object.keys(whole)
    .filter((path) => path.startsWith('.ci/lock/') && now[path] === whole[path] && before[path] !== now[path])
    .flatMap((path) => {
      const { files } = JSON.parse((whole[path] ?? '').replace(/^\d+ /, '')) as { files: object };
      return Object.keys(files).filter((file) => now[file] !== whole[file]);
    });
}

const isLog = (path: string): boolean => journalPaths.some((one) => one === path);

describe.each(Object.keys(states))('%s, ended at any change of a file', (command) => {
  it('is carried out by the next run, whole', async () => {
    const { root } = await (states[command]?.() ?? edited());
    const before = contentOf(root);
    const once = copyOf(root);
    const { changes } = await runChild(once, command);
    const whole = contentOf(once);
    expect(changes).toBeGreaterThan(3);
    expect(whole).not.toEqual(before);
    expect(Object.keys(whole).filter(isLog)).toEqual([]);
    const faults = Array.from({ length: changes }, (_, index): Fault[] => [
      { at: index + 1, half: false },
      { at: index + 1, half: true },
    ]).flat();
    for (const fault of faults) {
      const copy = copyOf(root);
      const killed = await runChild(copy, command, fault);
      expect(killed.exitCode, `${JSON.stringify(fault)} ${killed.output}`).toBe(137);
      expect(aheadOf(before, contentOf(copy), whole), JSON.stringify(fault)).toEqual([]);
      const healed = await runChild(copy, command);
      expect(contentOf(copy), `${JSON.stringify(fault)} ${healed.output}`).toEqual(whole);
    }
  }, 600_000);
});
