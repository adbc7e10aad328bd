import { expect, it } from 'vitest';
import { formatUpgradeCounts, type UpgradeReport, type UpgradeStatus } from './report';

const said = (...statuses: UpgradeStatus[]): string =>
  formatUpgradeCounts({ services: statuses.map((status) => ({ status })) } as unknown as UpgradeReport);

it('counts in the singular and in the plural', () => {
  expect(said('current', 'pending', 'failed')).toBe(
    '0 upgraded, 1 waits for a decision, 1 failed, 1 was current.',
  );
  expect(said('upgraded', 'current', 'current')).toBe(
    '1 upgraded, 0 wait for a decision, 0 failed, 2 were current.',
  );
});
