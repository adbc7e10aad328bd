import type { PlacedService } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { queuedService } from '../../testing/queued';
import { workspace } from '../../testing/standard';
import { workspaceCompose } from './index';

interface File {
  readonly name: string;
  readonly services: Record<
    string,
    {
      readonly build?: { readonly context: string; readonly dockerfile: string };
      readonly environment?: Record<string, string>;
      readonly depends_on?: Record<string, { readonly condition: string }>;
      readonly networks?: string[] | Record<string, { readonly aliases: string[] }>;
      readonly ports?: string[];
      readonly volumes?: string[];
    }
  >;
  readonly networks: Record<string, { readonly internal?: boolean }>;
}
const input = workspace();
const orders = queuedService({
  database: 'postgres',
  cache: 'redis',
  broker: 'redis',
  processes: ['worker'],
});
const shop = (fields: object): PlacedService => {
  const placed = queuedService({ name: 'shop', port: 8001, ...fields }, 'apps/shop');
  return { ...placed, stack: { ...placed.stack, configurationFiles: () => ({ 'config.json': '{}\n' }) } };
};
const rendered = (...services: PlacedService[]) => workspaceCompose.render({ ...input, services });
const read = (...services: PlacedService[]): File => parse(rendered(...services)[0]?.text ?? '') as File;

describe('compose.yaml of a workspace', () => {
  const { name, services, networks } = read(orders, shop({ dependsOn: { orders: 'healthy' } }));

  it('is there where a service needs another', () => {
    expect(name).toBe('acme');
    expect(rendered(orders, shop({}))).toEqual([]);
    expect(rendered()).toEqual([]);
  });

  it('is a project of the workspace’s name, wherever images go', () => {
    const both = [orders, shop({ dependsOn: { orders: 'healthy' } })];
    const named = (called: string | undefined, registry: string): string | undefined => {
      const given = { ...input.workspace, registry, ...(called !== undefined && { name: called }) };
      const [file] = workspaceCompose.render({ ...input, workspace: given, services: both });
      return (parse(file?.text ?? '') as File).name;
    };
    expect(named('walk', 'ghcr.io/acme')).toBe('walk');
    expect(named('walk', 'registry.example.com/other')).toBe('walk');
    expect(named('shop', 'ghcr.io/acme'), 'apps/shop/compose.yaml is shop').toBe('shop-workspace');
    expect(named(undefined, 'ghcr.io/acme'), 'as it was').toBe('acme');
  });

  it('has the containers of each under its name', () => {
    expect(Object.keys(services)).toEqual([
      'orders-credentials',
      'orders-postgres',
      'orders-redis',
      'orders-migrate',
      'orders',
      'orders-worker',
      'shop-credentials',
      'shop',
    ]);
    expect(services.orders?.build).toMatchObject({ context: '.', dockerfile: 'apps/orders/Dockerfile' });
    expect(services.orders?.ports).toEqual(['127.0.0.1:${ORDERS_PORT:-8000}:8000']);
  });

  it('starts them in the order in which they need each other', () => {
    const healthy = { condition: 'service_healthy' };
    expect(services.shop?.depends_on).toMatchObject({ orders: healthy });
    expect(services.orders?.depends_on).toEqual({
      'orders-postgres': healthy,
      'orders-redis': healthy,
      'orders-migrate': { condition: 'service_completed_successfully' },
    });
    const condition = (wanted: string): unknown =>
      read(orders, shop({ dependsOn: { orders: wanted } })).services.shop?.depends_on?.orders;
    expect(condition('started')).toEqual({ condition: 'service_started' });
    expect(condition('completed')).toEqual({ condition: 'service_completed_successfully' });
  });

  it('leaves hosts their names, each on a network of its service’s own', () => {
    expect(services['orders-redis']?.networks).toEqual({ 'orders-backend': { aliases: ['redis'] } });
    expect(services['orders-worker']?.networks).toEqual(['orders-backend']);
    expect(services.orders?.networks).toEqual(['orders-backend', 'edge']);
    expect(networks['orders-backend']).toEqual({ internal: true });
    expect(networks.edge?.internal).toBeUndefined();
  });

  it('lets the browser applications that depend on a service call it, and no others', () => {
    expect(services.orders?.environment?.ALLOWED_ORIGINS).toBe('http://localhost:8001,http://127.0.0.1:8001');
    expect(services.shop?.environment).not.toHaveProperty('ALLOWED_ORIGINS');
    const { services: other } = read(orders, { ...queuedService({ name: 'shop', port: 8001, dependsOn: { orders: 'healthy' } }, 'apps/shop') }); // prettier-ignore
    expect(other.orders?.environment).not.toHaveProperty('ALLOWED_ORIGINS');
  });

  it('leaves out what is not there', () => {
    const { services: alone } = read(shop({ dependsOn: { gone: 'healthy' } }));
    expect(alone.shop?.depends_on).not.toHaveProperty('gone');
  });
});
