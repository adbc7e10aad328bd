import { expect, it } from 'vitest';
import { expiredWaivers } from './waivers';

it('a waiver holds on its last day, and not on the next', () => {
  const waiver = { vulnerability: 'CVE-2026-1', owner: 'team a', reason: 'not reachable', expires: '2026-03-01' };
  const waivers = [{ ...waiver, expires: '2027-01-01' }, waiver];
  expect(expiredWaivers({ waivers }, '2026-03-01')).toEqual([]);
  expect(expiredWaivers({ waivers }, '2026-03-02')).toMatchObject([
    { code: 'waiver-expired', where: 'ci.yaml › waivers[1]' },
  ]);
}); // prettier-ignore
