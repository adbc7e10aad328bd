import { expect, it } from 'vitest';
import { expiredWaivers, unknownWaivers } from './waivers';

const waiver = {
  vulnerability: 'CVE-2026-1',
  owner: 'team a',
  reason: 'not reachable',
  expires: '2026-03-01',
};

it('a waiver holds on its last day, and not on the next', () => {
  const waivers = [{ ...waiver, expires: '2027-01-01' }, waiver];
  expect(expiredWaivers({ waivers }, '2026-03-01')).toEqual([]);
  expect(expiredWaivers({ waivers }, '2026-03-02')).toMatchObject([
    { code: 'waiver-expired', where: 'ci.yaml › waivers[1]' },
  ]);
}); // prettier-ignore

it('a waiver for a service that there is not is one for nothing', () => {
  const waivers = [waiver, { ...waiver, service: 'payments' }, { ...waiver, service: 'paymnets' }];
  const [unknown, ...others] = unknownWaivers({ waivers }, ['orders', 'payments']);
  expect(others).toEqual([]);
  expect(unknown).toMatchObject({ code: 'waiver-unknown', where: 'ci.yaml › waivers[2]' });
  expect(unknown?.fix).toContain('did you mean payments?');
});
