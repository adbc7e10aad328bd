import { expect, it } from 'vitest';
import { upgradable } from '../testing/upgradable';
import { syncGenerator } from './generator';

it('gives an override of ci.yaml to the service whose folder is the nearest', async () => {
  const workspace = await upgradable('orders');
  workspace.write('apps/orders/inner/service.yaml', 'name: inner\nstack: acme-api\nport: 3050\n');
  const file = 'apps/orders/inner/deploy.yaml';
  const override = `{ file: ${file}, op: replace, at: replicas, value: 7 }`;
  workspace.write('ci.yaml', `${workspace.read('ci.yaml')}overrides:\n  - ${override}\n`);
  const tree = workspace.tree();
  await syncGenerator(tree);
  expect(tree.read(file, 'utf-8')).toContain('replicas: 7');
  expect(tree.read('apps/orders/deploy.yaml', 'utf-8')).toContain('replicas: 2');
  workspace.flush(tree);
  expect(await syncGenerator(workspace.tree())).toEqual({});
});
