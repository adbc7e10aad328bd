import { parseWorkspace, unwrap, type Standard } from '@org/ci-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workspaceYaml } from '../frame/testing/workspace';
import { isStale, synthPolicy } from './policy';

const standard = {
  name: '@acme/standard',
  version: '1.2.3',
  gates: { scan: { critical: 0, high: 5, databaseMaxAgeHours: 48 } },
} as unknown as Standard;
const at = (text: string): Date => new Date(text);
const policy = (ci: string, updatedAt: string, now: string) =>
  synthPolicy(
    {
      workspace: unwrap(parseWorkspace(workspaceYaml('r.example.com', ci), 'ci.yaml')),
      standard,
      scanner: 'trivy',
    },
    { version: '2', updatedAt },
    at(now),
  );
const waiver =
  'waivers:\n  - { vulnerability: CVE-2026-1, owner: team a, reason: not reachable, expires: 2026-03-01 }\n';

describe('synthPolicy', () => {
  it.each([
    ['', '2026-01-01T00:00:00Z', '2026-01-02T23:59:00Z', false],
    ['', '2026-01-01T00:00:00Z', '2026-01-03T00:01:00Z', true],
    ['scanner:\n  maxAgeHours: 1\n', '2026-01-01T00:00:00Z', '2026-01-01T01:01:00Z', true],
    ['', '2026-01-05T00:00:00Z', '2026-01-01T00:00:00Z', true],
  ])('%j, database of %s at %s: stale %s', (ci, updatedAt, now, stale) => {
    expect(policy(ci, updatedAt, now).database.stale).toBe(stale);
  });

  it('holds a waiver to its last minute, in UTC', () => {
    expect(policy(waiver, '2026-03-01T00:00:00Z', '2026-03-01T23:59:59Z').waivers).toHaveLength(1);
    expect(policy(waiver, '2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z').waivers).toHaveLength(0);
  });

  it('is the same all day long: its hash is part of the cache key of a scan', () => {
    const [morning, evening] = ['2026-01-01T08:00:00Z', '2026-01-01T20:00:00Z'].map((now) =>
      policy(waiver, '2026-01-01T00:00:00Z', now),
    );
    expect(JSON.stringify(evening)).toBe(JSON.stringify(morning));
  });
});

it('a date that is none is stale', () => {
  expect(isStale('yesterday', 48, at('2026-01-01'))).toBe(true);
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), fc.date({ noInvalidDate: true }), (made, now) => {
      const hours = (now.getTime() - made.getTime()) / 3_600_000;
      expect(isStale(made.toISOString(), 48, now)).toBe(hours > 48 || hours < -24);
    }),
  );
});
