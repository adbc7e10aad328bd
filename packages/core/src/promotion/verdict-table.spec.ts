import { describe, expect, it } from 'vitest';
import { promotionGates, type EnvironmentState, type PromotionFacts, type PromotionGate } from './facts';
import { digest, facts, inGit, other, scan, smoke } from './testing/facts';
import { promotionVerdict } from './verdict';

/** One way in which a part of the facts can be, and in which environments it closes its gate. */
interface Way {
  readonly facts: Partial<PromotionFacts>;
  readonly closes: 'never' | 'always' | 'production' | 'not first';
  /** What the reason says where it closes. */
  readonly says?: RegExp;
}

const published = (commit: string, of: string) => ({ commit: commit.repeat(40), digest: of });
const [newer, older] = [published('c', digest), published('a', other)];
const workTree = (of: string | undefined): EnvironmentState => ({
  inGit: false,
  digest: of,
  workTree: of,
});
const has = inGit(other);

const ways: Readonly<Record<Exclude<PromotionGate, 'environment'>, readonly Way[]>> = {
  order: [
    { facts: { upstream: inGit(digest) }, closes: 'never' },
    { facts: { upstream: workTree(digest) }, closes: 'production', says: /does not answer/ },
    { facts: { upstream: inGit(other) }, closes: 'not first', says: /has sha256:bbbb/ },
    {
      facts: { upstream: { ...inGit(undefined), workTree: digest } },
      closes: 'not first',
      says: /committed/,
    },
  ],
  commit: [
    { facts: { current: inGit(undefined), publications: undefined }, closes: 'never' },
    { facts: { current: inGit(digest), publications: undefined }, closes: 'never' },
    { facts: { current: has, publications: [newer, older] }, closes: 'never' },
    { facts: { current: has, publications: [newer, older, published('9', digest)] }, closes: 'never' },
    { facts: { current: has, publications: [newer] }, closes: 'never' },
    {
      facts: { current: has, publications: [published('d', other), newer] },
      closes: 'always',
      says: /^c{12} is older than d{12}/,
    },
    { facts: { current: has, publications: [older] }, closes: 'production', says: /no commit/ },
    { facts: { current: has, publications: undefined }, closes: 'production', says: /git does not say/ },
  ],
  configuration: [
    { facts: { missingKeys: [] }, closes: 'never' },
    { facts: { missingKeys: ['apiUrl'] }, closes: 'always', says: /lacks apiUrl$/ },
  ],
  registry: [
    { facts: { inRegistry: true }, closes: 'never' },
    { facts: { inRegistry: false }, closes: 'always', says: /does not have/ },
  ],
  smoke: [
    { facts: { smoke }, closes: 'never' },
    { facts: { smoke: { ...smoke, pass: false } }, closes: 'always', says: /failed/ },
    { facts: { smoke: { ...smoke, digest: other } }, closes: 'always', says: /is of sha256:bbbb/ },
    { facts: { smoke: undefined }, closes: 'always', says: /no smoke test/ },
  ],
  scan: [
    { facts: { scan }, closes: 'never' },
    {
      facts: { scan: { ...scan, pass: false, reasons: ['1 critical'] } },
      closes: 'always',
      says: /1 critical/,
    },
    { facts: { scan: { ...scan, digest: other } }, closes: 'always', says: /is of sha256:bbbb/ },
    { facts: { scan: undefined }, closes: 'always', says: /no scan/ },
    { facts: { databaseMaxAgeHours: 1 }, closes: 'always', says: /older than 1 hours/ },
  ],
  ci: [
    { facts: { inCi: true }, closes: 'never' },
    { facts: { inCi: false }, closes: 'production', says: /from CI only/ },
  ],
};
const gates = promotionGates.filter((gate) => gate !== 'environment');

/** A way for every gate. */
type Combination = Readonly<Record<keyof typeof ways, Way>>;

const combinations = gates.reduce<readonly Combination[]>(
  (all, gate) => all.flatMap((some) => ways[gate].map((way) => ({ ...some, [gate]: way }))),
  [{} as Combination],
);

const closesIn: Record<Way['closes'], readonly string[]> = {
  never: [],
  always: ['test', 'staging', 'production'],
  'not first': ['staging', 'production'],
  production: ['production'],
};

const judge = (to: string, combination: Combination, allowOlder = false) =>
  promotionVerdict(
    gates.reduce<PromotionFacts>((all, gate) => ({ ...all, ...combination[gate].facts }), {
      ...facts,
      to,
      allowOlder,
    }),
  );

describe.each(['test', 'staging', 'production'])('every combination of facts, to %s', (to) => {
  it('closes exactly the gates that have a reason, and says all of them at once', () => {
    const wrong = combinations.flatMap((combination) => {
      const expected = gates.filter((gate) => closesIn[combination[gate].closes].includes(to));
      const { allowed, reasons } = judge(to, combination);
      const closed = reasons.filter(({ ok }) => !ok);
      const right =
        allowed === (expected.length === 0) &&
        closed.map(({ gate }) => gate).join() === expected.join() &&
        closed.every(({ gate, what }) => combination[gate as keyof Combination].says?.test(what));
      return right ? [] : [{ expected, closed }];
    });
    expect(combinations.length).toBeGreaterThan(2000);
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it('opens the gate of commits, and no other, where an older one is asked for', () => {
    for (const combination of combinations) {
      const closed = (allowOlder: boolean) =>
        judge(to, combination, allowOlder)
          .reasons.filter(({ ok }) => !ok)
          .map(({ gate }) => gate);
      expect(closed(true)).toEqual(closed(false).filter((gate) => gate !== 'commit'));
    }
  });
});

it('every gate is in the table, in the order in which the verdict says them', () => {
  expect(Object.keys(ways)).toEqual(gates);
  const [first] = combinations;
  const said = first && judge('production', first).reasons.map(({ gate }) => gate);
  expect(said).toEqual(gates);
});
