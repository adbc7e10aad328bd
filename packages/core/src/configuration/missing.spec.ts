import { expect, it } from 'vitest';
import { Service } from '../manifest/service';
import { missingConfiguration, missingKeys } from './missing';

const service = Service.parse({
  name: 'shop',
  stack: 'x',
  port: 3000,
  configuration: {
    apiUrl: { type: 'url', required: true, development: 'http://localhost:8000' },
    title: { required: true, default: 'Shop' },
    retries: { type: 'integer' },
  },
  environments: { staging: { configuration: { apiUrl: 'https://api.example.com' } }, test: {} },
});
const environments = [{ name: 'test' }, { name: 'staging' }, { name: 'production' }];

it('a key that is required has a value, a default, or is missing; that of developers is not counted', () => {
  expect(environments.map(({ name }) => missingKeys(service, name))).toEqual([['apiUrl'], [], ['apiUrl']]);
});

it('says in which file, at which place, and what to write there', () => {
  const problems = missingConfiguration([{ service, directory: 'apps/shop' }], { environments });
  expect(problems.map(({ where }) => where)).toEqual([
    'apps/shop/service.yaml › environments.test.configuration.apiUrl',
    'apps/shop/service.yaml › environments.production.configuration.apiUrl',
  ]);
  expect(problems[0]?.fix).toContain('environments: { test: { configuration: { apiUrl: https://… } } }');
});
