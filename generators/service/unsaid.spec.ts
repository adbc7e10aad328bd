import { expect, it } from 'vitest';
import { isUnsaid, type Unsaid } from './unsaid';

const all: readonly Unsaid[] = [
  { file: 'apps/shop/service.yaml', environments: { staging: { configuration: { apiUrl: '<apiUrl>' } } } },
  { file: 'apps/orders/service.yaml', environments: { staging: { origins: ['https://<host of shop>'] } } },
];

const note = (where: string, code = 'configuration-missing') => ({ code, where, what: 'w', fix: 'f' });

it.each([
  ['its own configuration', note('apps/shop/service.yaml › environments.staging.configuration.apiUrl'), true],
  [
    'that of a service that it calls',
    note('apps/orders/service.yaml › environments.staging.configuration.key'),
    false,
  ],
  [
    'another environment',
    note('apps/shop/service.yaml › environments.production.configuration.apiUrl'),
    false,
  ],
  [
    'something else',
    note('apps/shop/service.yaml › environments.staging.configuration.apiUrl', 'shared-port'),
    false,
  ],
])('next steps say instead of a note: %s', (_, problem, isSaid) => {
  expect(isUnsaid(problem, all)).toBe(isSaid);
});
