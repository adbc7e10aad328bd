import type { Tree } from '@nx/devkit';
import { expect, it } from 'vitest';
import { adoptGenerator } from '../adopt/generator';
import { initGenerator } from '../init/generator';
import { ownGenerator } from '../own/generator';
import { repairGenerator } from '../repair/generator';
import { serviceGenerator } from '../service/generator';
import { withServices } from '../testing/services';
import { createWorkspace } from '../testing/workspace';
import { openJournal } from './journal';

const firstOf = (tree: Tree): string | undefined => tree.listChanges()[0]?.path;

it('is the first thing that init writes', async () => {
  const tree = createWorkspace({}).tree();
  await initGenerator(tree, { standard: '@acme/ci-standard' });
  expect(firstOf(tree)).toBe('.ci/journal.json');
});

const generators: readonly [string, (tree: Tree) => Promise<unknown>][] = [
  ['service', (tree) => serviceGenerator(tree, { name: 'orders', stack: 'acme-api' })],
  ['own', (tree) => ownGenerator(tree, { name: 'payments', file: 'Dockerfile', owner: 'service', reason: 'needs ffmpeg' })], // prettier-ignore
];

it.each(generators)(
  'is the first thing that %s writes: a run that is ended is carried out',
  async (_, run) => {
    const tree = (await withServices('payments')).tree();
    await run(tree);
    expect(firstOf(tree)).toBe('.ci/journal.json');
  },
);

it('is the first thing that repair writes', async () => {
  const workspace = await withServices('payments');
  workspace.write('.ci/lock/payments.json', '{');
  const tree = workspace.tree();
  await repairGenerator(tree, {});
  expect(firstOf(tree)).toBe('.ci/journal.json');
});

it('is not written where a folder is a service already', async () => {
  const tree = (await withServices('payments')).tree();
  await adoptGenerator(tree, { directory: 'apps/payments' });
  expect(tree.listChanges()).toEqual([]);
});

it('carries out a write of bytes that are no UTF-8', () => {
  const bytes = Buffer.from([0x61, 0xff, 0x00, 0xe9]);
  const workspace = createWorkspace({});
  const first = workspace.tree();
  const journal = openJournal(first);
  first.write('a.bin', bytes);
  journal.close();
  workspace.write('.ci/journal.json', first.read('.ci/journal.json', 'utf-8') ?? '');
  const next = workspace.tree();
  expect(openJournal(next).healed).toEqual(['a.bin']);
  expect(next.read('a.bin')).toEqual(bytes);
});
