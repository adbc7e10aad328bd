import { expect, it } from 'vitest';
import type { Service } from '../manifest/service';
import type { Runtime } from '../stack/stack';
import { roles } from './registry';
import { backingHostPort, publishedRole, settingsOf } from './settings';

const runtime = {
  environment: { LOG_LEVEL: 'info' },
  database: {
    host: 'DB_HOST',
    port: 'DB_PORT',
    name: 'DB',
    user: 'DB_USER',
    passwordFile: 'DB_PASSWORD_FILE',
  },
} as unknown as Runtime;

it('names database and user so that SQL needs no quotes', () => {
  const service = { name: 'billing-payments', database: 'postgres' } as Service;
  expect(settingsOf(service, runtime)).toEqual({
    LOG_LEVEL: 'info',
    DB_HOST: 'postgres',
    DB_PORT: '5432',
    DB: 'billing_payments',
    DB_USER: 'billing_payments',
    DB_PASSWORD_FILE: '/run/secrets/database/password',
  });
});

it('has no setting of a database that is not there', () => {
  expect(settingsOf({ name: 'a', database: 'none' } as Service, runtime)).toEqual({ LOG_LEVEL: 'info' });
});

it('gives two services two ports, all of them ports', () => {
  const database = (port: number) => backingHostPort('database', port);
  expect([3000, 3001, 55_535].map(database)).toEqual([13_000, 13_001, 65_535]);
  expect(database(55_536)).toBe(45_536);
});

it('gives the products of one service and of the next different ports, all of them ports', () => {
  for (const port of [3000, 8000, 40_000, 60_000]) {
    const ports = [port, port + 1].flatMap((one) =>
      roles.map((role) => backingHostPort(role, one)).concat(one),
    );
    expect(new Set(ports).size).toBe(8);
    expect(ports.filter((one) => one < 1024 || one > 65_535)).toEqual([]);
  }
});

it('publishes a product in two roles once, in the first', () => {
  const service = { database: 'postgres', cache: 'redis', broker: 'redis' } as Service;
  expect(publishedRole(service, 'redis')).toBe('cache');
  expect(publishedRole(service, 'memcached')).toBeUndefined();
});
