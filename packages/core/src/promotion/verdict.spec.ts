import { describe, expect, it } from 'vitest';
import { digest, facts, finding, inGit, now, other, scan, smoke, waiver } from './testing/facts';
import { promotionVerdict } from './verdict';
import type { PromotionFacts } from './facts';

describe('promotionVerdict', () => {
  it('allows what passed everything and is in the environment before', () => {
    const { allowed, reasons } = promotionVerdict(facts);
    expect(allowed).toBe(true);
    expect(reasons.map(({ gate }) => gate)).toEqual([
      'order',
      'commit',
      'configuration',
      'registry',
      'smoke',
      'scan',
    ]);
  });
  it('asks nothing of an environment before the first', () => {
    expect(promotionVerdict({ ...facts, to: 'test', upstream: undefined }).allowed).toBe(true);
  });
  it('lets production be promoted to from CI', () => {
    expect(promotionVerdict({ ...facts, to: 'production', inCi: true }).allowed).toBe(true);
  });
  it.each<[string, Partial<PromotionFacts>, string, RegExp]>([
    ['an unknown environment', { to: 'prod' }, 'environment', /test, staging, production/],
    [
      'nothing in the environment before',
      { upstream: inGit(undefined) },
      'order',
      /nothing was promoted to test/,
    ],
    ['another digest in the environment before', { upstream: inGit(other) }, 'order', /has sha256:bbbb/],
    [
      'a promotion that is not committed',
      { upstream: { ...inGit(other), workTree: digest } },
      'order',
      /has sha256:bbbb.*; what the work tree has is not committed/,
    ],
    [
      'production on the word of a work tree',
      { to: 'production', inCi: true, upstream: { ...inGit(digest), inGit: false } },
      'order',
      /git says what staging.* does not answer/,
    ],
    [
      'a digest of an older commit',
      {
        current: inGit(other),
        publications: [
          { commit: 'c'.repeat(40), digest: other },
          { commit: 'a'.repeat(40), digest },
        ],
      },
      'commit',
      /^aaaaaaaaaaaa is older than cccccccccccc, which staging has$/,
    ],
    [
      'production of a digest without a commit',
      { to: 'production', inCi: true, current: inGit(other), publications: [] },
      'commit',
      /no commit of the history/,
    ],
    [
      'production in an order that git does not know',
      { to: 'production', inCi: true, current: inGit(other), publications: undefined },
      'commit',
      /git does not say/,
    ],
    ['a digest that is gone', { inRegistry: false }, 'registry', /does not have/],
    ['no smoke test', { smoke: undefined }, 'smoke', /no smoke test/],
    ['a smoke test of another digest', { smoke: { ...smoke, digest: other } }, 'smoke', /is of sha256:bbbb/],
    [
      'a failed smoke test',
      { smoke: { ...smoke, pass: false, checks: [{ id: 'logs', pass: false, detail: '' }] } },
      'smoke',
      /failed: logs/,
    ],
    ['no scan', { scan: undefined }, 'scan', /no scan/],
    ['a scan of another digest', { scan: { ...scan, digest: other } }, 'scan', /is of sha256:bbbb/],
    [
      'a failed scan',
      { scan: { ...scan, pass: false, reasons: ['1 critical found'] } },
      'scan',
      /1 critical found/,
    ],
    [
      'a finding that the promotion does not allow',
      { scan: { ...scan, findings: [finding] } },
      'scan',
      /1 high found/,
    ],
    ['a scan by a database too old today', { now: now + 40 * 3_600_000 }, 'scan', /older than 48 hours/],
    ['a scan by a database of the future', { now: now - 40 * 3_600_000 }, 'scan', /older than 48 hours/],
    [
      'a waiver that has expired since',
      {
        waivers: [waiver],
        now: now + 86_400_000,
        databaseMaxAgeHours: 999,
        scan: { ...scan, findings: [finding] },
      },
      'scan',
      /1 high found/,
    ],
    [
      'a waived finding whose waiver was taken back',
      { scan: { ...scan, waived: [{ finding, owner: 'team', expires: '2027-01-01' }] } },
      'scan',
      /1 high found/,
    ],
    ['production outside CI', { to: 'production' }, 'ci', /from CI only/],
  ])('refuses %s', (_, more, gate, what) => {
    const { allowed, reasons } = promotionVerdict({ ...facts, ...more });
    expect(allowed).toBe(false);
    expect(reasons.filter(({ ok }) => !ok)).toMatchObject([
      { gate, what: expect.stringMatching(what) as string },
    ]);
  });
  it('takes a waiver that holds today', () => {
    expect(
      promotionVerdict({ ...facts, waivers: [waiver], scan: { ...scan, findings: [finding] } }).allowed,
    ).toBe(true);
  });
  it('says every reason at once', () => {
    const { reasons } = promotionVerdict({
      ...facts,
      smoke: undefined,
      scan: undefined,
      upstream: inGit(other),
    });
    expect(reasons.filter(({ ok }) => !ok)).toHaveLength(3);
  });
});
