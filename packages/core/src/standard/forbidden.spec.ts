import { describe, expect, it } from 'vitest';
import { Service } from '../manifest/service';
import { forbiddenOptions } from './forbidden';
import type { Forbidden } from './standard-file';
import { base } from './testing/base';

const service = (more: object = {}): Service =>
  Service.parse({ name: 'payments', stack: 'node-api', port: 3000, ...more });
const found = (forbid: Partial<Forbidden>, more?: object): string[] =>
  forbiddenOptions(
    service(more),
    { ...base, forbid: [{ option: 'database', reason: 'we keep records', ...forbid }] },
    'apps/payments/service.yaml',
  ).map(({ where, what }) => `${where}: ${what}`);

describe('forbiddenOptions', () => {
  it('says who forbids what and why, of defaults too', () => {
    expect(found({ is: 'none' })).toEqual([
      'apps/payments/service.yaml › database: @org/base 1.0.0 forbids database: "none": we keep records',
    ]);
    expect(found({ is: 'none' }, { database: 'postgres' })).toEqual([]);
  });
  it('forbids an option whatever it says', () => {
    expect(found({ option: 'resources' })).toEqual([]);
    const amount = { cpu: '1', memory: '1Gi' };
    expect(found({ option: 'resources' }, { resources: { requests: amount, limits: amount } })).toHaveLength(
      1,
    );
  });
  it('looks below keys, at one stack, and at what is said of an object', () => {
    const environments = { production: { host: 'a.example.com', replicas: 1 } };
    expect(found({ option: 'environments.production.host' }, { environments })).toHaveLength(1);
    expect(found({ option: 'environments.staging.host' }, { environments })).toEqual([]);
    expect(found({ option: 'environments.production', is: { replicas: 1 } }, { environments })).toHaveLength(
      1,
    );
    expect(found({ option: 'environments.production', is: { replicas: 2 } }, { environments })).toEqual([]);
    expect(found({ is: 'none', stack: 'worker' })).toEqual([]);
    expect(found({ is: 'none', stack: 'node-api' })).toHaveLength(1);
    expect(found({ option: 'constructor' })).toEqual([]);
  });
  it('has nothing to say for a standard that forbids nothing', () => {
    expect(forbiddenOptions(service(), base, 'x')).toEqual([]);
  });
});
