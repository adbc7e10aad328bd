import { expect, it } from 'vitest';
import { workspaceName } from './workspace-name';

it.each([
  ['shop', 'shop'],
  ['@acme/shop', 'shop'],
  ['@acme/source', 'acme'],
  ['@Acme_Inc/source', 'acme-inc'],
  ['source', 'source'],
  ['My.Shop_', 'my-shop'],
  ['7shop', 'shop'],
  ['@acme/node-modules', 'acme'],
  ['x'.repeat(50), undefined],
  ['', undefined],
  [undefined, undefined],
  [7, undefined],
])('%j: %s', (packageName, name) => {
  expect(workspaceName(packageName)).toBe(name);
});
