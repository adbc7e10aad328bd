import { expect, it } from 'vitest';
import { initGenerator } from '../init/generator';
import { syncGenerator } from '../sync/generator';
import { createWorkspace } from '../testing/workspace';
import { presetGenerator } from './generator';

const standard = '@acme/ci-standard';

it.each([{ 'README.md': '# Acme\n\nNx says hello.\n' }, {}])(
  'tells the README of a new workspace of services, and it is the user’s from then on: %j',
  async (files: Record<string, string>) => {
    const workspace = createWorkspace(files);
    const tree = workspace.tree();
    await presetGenerator(tree, { standard });
    workspace.flush(tree);
    const text = workspace.read('README.md');
    expect(text).toMatch(/^# \w+\n/);
    expect(text.startsWith(files['README.md'] ?? '')).toBe(true);
    for (const word of [
      '@org/ci:service',
      ':test',
      'docker compose up',
      'publish',
      'promote',
      'nx sync',
      '/docs',
    ])
      expect(text).toContain(word);
    workspace.write('README.md', 'mine');
    expect(await syncGenerator(workspace.tree())).toEqual({});
    const again = workspace.tree();
    await presetGenerator(again, { standard });
    expect(again.listChanges()).toEqual([]);
  },
);

it('leaves the README of an existing workspace alone', async () => {
  const tree = createWorkspace({ 'README.md': 'mine' }).tree();
  await initGenerator(tree, { standard });
  expect(tree.read('README.md', 'utf-8')).toBe('mine');
});

it('hands mirrors on to ci.yaml', async () => {
  const tree = createWorkspace().tree();
  await presetGenerator(tree, { standard, name: 'acme', mirrors: 'docker.io=127.0.0.1:15000' });
  expect(tree.read('ci.yaml', 'utf-8')).toContain('docker.io: 127.0.0.1:15000');
});
