import { Service } from '@org/ci-core';
import { expect, it } from 'vitest';
import { problems } from './problems';

const codes = (more: object): string[] => {
  const base = { name: 'orders', stack: 'django-api', port: 8000, database: 'postgres' };
  return problems(Service.parse({ ...base, ...more }), 'service.yaml').map(({ code }) => code);
};

it.each([
  [{}, []],
  [{ broker: 'redis' }, []],
  [{ broker: 'redis', processes: ['worker', 'beat'] }, []],
  [{ broker: 'rabbitmq', processes: ['worker'] }, []],
  [{ processes: ['worker'] }, ['broker-missing']],
  [{ broker: 'redis', processes: ['beat'] }, ['worker-missing']],
  [{ processes: ['beat'] }, ['broker-missing', 'worker-missing']],
  [{ name: 'redis' }, ['name-taken']],
  [{ name: 'redis-api' }, []],
])('%j: %j', (more, found) => {
  expect(codes(more)).toEqual(found);
});
