import { parseLock, unwrap, type Lock } from '@org/ci-core';
import { must } from '../../world/must.js';
import type { Sandbox } from '../../world/sandbox.js';

export const services = ['orders', 'payments', 'rates'] as const;
export type ServiceName = (typeof services)[number];

/** Nx, for what is made and judged of every service. */
export const runImages = ['run-many', '-t', 'build', 'image', 'smoke', 'size', '-p', services.join()];

const locks = { orders: 'orders', payments: 'payments', rates: 'rates', ci: '_workspace' } as const;

export async function lockOf(shop: Sandbox, name: keyof typeof locks): Promise<Lock> {
  const path = `.ci/lock/${locks[name]}.json`;
  return unwrap(parseLock(await shop.read(path), path));
}

/** Part → version of the standard that its files are of. */
export async function versionsOf(shop: Sandbox): Promise<Record<string, string>> {
  const names = ['orders', 'payments', 'rates', 'ci'] as const;
  const read = names.map(async (name) => [name, (await lockOf(shop, name)).standard.version] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** Number of seconds that a service's pods have. */
export async function graceOf(shop: Sandbox, name: ServiceName): Promise<number> {
  const text = await shop.read(`apps/${name}/k8s/base/deployment.yaml`);
  return Number(/terminationGracePeriodSeconds: (\d+)/.exec(text)?.[1]);
}

/** Files of services and workflows that are not what a commit has, sorted. */
export async function differing(shop: Sandbox, commit: string): Promise<string[]> {
  const args = ['diff', '--name-only', commit, '--', 'apps', '.github'];
  const { output } = must(await shop.run('git', args), 'git diff');
  return output.split('\n').filter(Boolean).sort();
}
