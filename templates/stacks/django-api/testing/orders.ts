import { Service, type SeedInput, type StackInput } from '@org/ci-core';
import { workspace } from '../../../testing/standard';
import { djangoApi } from '../index';

/** A service of this stack in the example workspace; `more` is laid over its manifest. */
export function orders(more: object = {}): SeedInput {
  const base = { name: 'orders', stack: 'django-api', port: 8000, database: 'postgres' };
  const service = Service.parse({ ...base, ...more });
  return { ...workspace(), service, directory: 'apps/orders', packageName: 'orders' };
}

/** Every combination of what may be behind it. */
export const combinations = (['none', 'redis', 'memcached'] as const).flatMap((cache) =>
  (['none', 'redis', 'rabbitmq'] as const).map((broker) => ({ cache, broker })),
);

/** Text of a seeded file; empty where it is not seeded. */
export function seeded(more: object): (file: string) => string {
  const files = djangoApi.seed(orders(more));
  return (file) => files.find(({ path }) => path === `apps/orders/${file}`)?.text ?? '';
}

/** The same in a workspace that says pip. */
export const underPip = (more: object = {}): SeedInput => {
  const input = orders(more);
  return { ...input, workspace: { ...input.workspace, pythonPackageManager: 'pip' } };
};

export const rendered = (more: object = {}): { dockerfile: string; ignore: string[] } => {
  const input: StackInput = orders(more);
  return {
    dockerfile: djangoApi.dockerfile(input),
    ignore: (djangoApi.dockerignore(input) ?? '').split('\n'),
  };
};
