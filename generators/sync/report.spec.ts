import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sync, withServices } from '../testing/services';
import { syncGenerator } from './generator';

it('tells what lists the files of a deletion, in the same run, and of its end', async () => {
  const workspace = await withServices('orders');
  const list = 'apps/orders/k8s/list';
  expect(workspace.read(list)).toBe('service.yaml');
  rmSync(join(workspace.root, 'apps/orders/k8s/service.yaml'));
  const { details, message } = await sync(workspace);
  expect(message).toContain('apps/orders/k8s/service.yaml: was deleted by you');
  expect(details).toEqual([`${list} is out of date`]);
  expect(workspace.read(list)).toBe('');
  expect(await syncGenerator(workspace.tree())).toEqual({});
  rmSync(join(workspace.root, '.ci/base/apps/orders/k8s/service.yaml.base'));
  await sync(workspace);
  expect(workspace.read(list)).toBe('service.yaml');
  expect(workspace.read('apps/orders/k8s/service.yaml')).toContain('kind: Service');
});

it.each([
  ['package.json', '{ "name": "@acme/orders" }', '@acme/orders', '"nx": { "name": "sales" }'],
  ['package.json', '{ "name": "sales", "nx": { "name": "orders" } }', 'orders', '"nx": { "name": "sales" }'],
  ['project.json', '{ "name": "orders" }', 'orders', '"name": "sales"'],
])('is out of sync while Nx has another name for a service: %s %s', async (file, text, name, line) => {
  const workspace = await withServices('orders');
  const manifest = workspace.read('apps/orders/service.yaml');
  workspace.write('apps/orders/service.yaml', manifest.replace('orders', 'sales'));
  workspace.write(`apps/orders/${file}`, text);
  await sync(workspace);
  const { failure } = await sync(workspace);
  expect(failure).toContain('[service-name-differs]');
  expect(failure).toContain(`apps/orders/${file}: this project is ${name} to Nx, and sales in apps/orders/`);
  expect(failure).toContain(`write ${line} into apps/orders/${file}`);
  workspace.write(
    'apps/orders/service.yaml',
    workspace.read('apps/orders/service.yaml').replace('sales', 'orders'),
  );
  workspace.write(`apps/orders/${file}`, text.replaceAll(/@acme.orders|sales/g, 'orders'));
  expect((await sync(workspace)).failure).toBe('');
  expect(await syncGenerator(workspace.tree())).toEqual({});
});
