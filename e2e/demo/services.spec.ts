import { expect, it } from 'vitest';
import { basesOf } from './bases.js';
import { demoStacks, parseStacks, planServices } from './services.js';

const made = (list?: string, named?: string) =>
  planServices(parseStacks(list), named).map(({ name, stack, options }) =>
    [name, stack, ...options].join(' '),
  );

it('makes all three without a list, those that others depend on first', () => {
  expect(made()).toEqual([
    'payments node-api --database=postgres',
    'orders django-api --with=worker,beat --cache=redis',
    'shop vite-spa --dependsOn=orders',
  ]);
});

it.each([
  ['node-api', ['node-api']],
  ['vite-spa, node-api', ['node-api', 'vite-spa']],
  ['django-api,django-api', ['django-api']],
  [demoStacks.join(','), [...demoStacks]],
])('--stacks=%s', (list, stacks) => {
  expect(parseStacks(list)).toEqual(stacks);
});

it.each([
  ['rails-api', 'not rails-api'],
  ['node-api,rails-api,x', 'not rails-api, x'],
  ['node-api,', 'not an empty name'],
  ['', 'not an empty name'],
])('--stacks=%s is refused with what is known', (list, words) => {
  expect(() => parseStacks(list)).toThrow(words);
  expect(() => parseStacks(list)).toThrow('--stacks knows node-api, django-api, vite-spa;');
});

it('depends on nothing that is not made', () => {
  expect(made('vite-spa')).toEqual(['shop vite-spa']);
});

it('gives the first service another name, also where it is depended on', () => {
  expect(made('django-api,vite-spa', 'sales')).toEqual([
    'sales django-api --with=worker,beat --cache=redis',
    'shop vite-spa --dependsOn=sales',
  ]);
  expect(() => made(undefined, 'shop')).toThrow('--service shop: another service');
});

it.each(demoStacks)('the edit of %s is an edit', (stack) => {
  const [service] = planServices([stack]);
  const before = '<Page title="Notes">\n';
  expect(service?.edit.change(before)).not.toBe(before);
});

it('needs the base images of what is made, and no others', () => {
  expect(basesOf(['vite-spa'])).toEqual(['node:24-trixie-slim', 'nginxinc/nginx-unprivileged:1.30-trixie']);
  expect(basesOf(['node-api', 'vite-spa'])).toEqual([
    'node:24-trixie-slim',
    'gcr.io/distroless/nodejs24-debian13:nonroot',
    'postgres:17-trixie',
    'nginxinc/nginx-unprivileged:1.30-trixie',
  ]);
});
