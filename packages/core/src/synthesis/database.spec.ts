import { expect, it } from 'vitest';
import type { Service } from '../manifest/service';
import type { Runtime } from '../stack/stack';
import { databaseHostPort, settingsOf } from './database';

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
  expect([3000, 3001, 55_535].map(databaseHostPort)).toEqual([13_000, 13_001, 65_535]);
  expect(databaseHostPort(55_536)).toBe(45_536);
});
