import { Service, Workspace, type ConfigurationContract, type Stack } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { chooseBehind, configureFor, unknownDependencies } from './behind';

const plain = {} as Stack;
const queued = {
  accepts: {
    database: ['postgres'],
    cache: ['redis', 'none'],
    broker: ['none', 'rabbitmq', 'redis'],
    processes: ['worker'],
  },
} as unknown as Stack;

describe('what a new service has behind it', () => {
  it.each([
    [plain, {}, { database: 'none', cache: 'none', broker: 'none' }],
    [plain, { database: 'postgres' as const }, { database: 'postgres', cache: 'none', broker: 'none' }],
    [queued, {}, { database: 'postgres', cache: 'redis', broker: 'none' }],
    [
      queued,
      { with: ['worker'] },
      { database: 'postgres', cache: 'redis', broker: 'rabbitmq', processes: ['worker'] },
    ],
    [
      queued,
      { with: ['worker'], broker: 'redis' as const, cache: 'none' as const },
      { database: 'postgres', cache: 'none', broker: 'redis', processes: ['worker'] },
    ],
  ])('%j with %j', (stack, options, expected) => {
    expect(chooseBehind(options, stack)).toEqual(expected);
  });
});

describe('what a new service depends on', () => {
  const contract: ConfigurationContract = {
    title: { type: 'string', default: 'Shop' },
    api: { type: 'url', required: true },
  };
  const front = { configuration: contract } as unknown as Stack;
  const workspace = Workspace.parse({
    standard: { name: 'a', version: '1.0.0' },
    registry: 'r.example.com',
    environments: [{ name: 'test' }, { name: 'staging', host: '{service}.staging.example.com' }],
  });
  const orders = Service.parse({ name: 'orders', stack: 'x', port: 4000 });
  const around = { services: [{ service: orders, directory: 'apps/orders' }] };

  it('is where its configuration points at', () => {
    expect(configureFor({ dependsOn: ['orders'] }, front, workspace, around)).toEqual({
      dependsOn: { orders: 'healthy' },
      configuration: { ...contract, api: { ...contract.api, development: 'http://localhost:4000' } },
      environments: { staging: { configuration: { api: 'https://orders.staging.example.com' } } },
    });
  });

  it('may be nothing, and is no matter of stacks without a configuration', () => {
    expect(configureFor({}, front, workspace, around)).toEqual({ configuration: contract });
    expect(configureFor({ dependsOn: ['orders'] }, plain, workspace, around)).toEqual({
      dependsOn: { orders: 'healthy' },
    });
  });

  it('must be there', () => {
    expect(unknownDependencies({ dependsOn: ['ordres', 'orders'] }, around)).toMatchObject([
      { code: 'dependency-unknown', fix: expect.stringContaining('orders') as string },
    ]);
  });
});
