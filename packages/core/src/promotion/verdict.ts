import { judgeScan } from '../gate/scan-verdict';
import { isDatabaseStale } from '../gate/database-age';
import { activeWaivers } from '../gate/policy';
import type { Environment, Waiver } from '../manifest/workspace';
import type { ScanReceipt } from '../receipt/scan';
import type { SmokeReceipt } from '../receipt/smoke';
import type { Gates } from '../standard/data';

/** All that a promotion is judged by. */
export interface PromotionFacts {
  readonly service: string;
  /** In promotion order. */
  readonly environments: readonly Environment[];
  readonly to: string;
  readonly digest: string;
  /** Digest of the environment before, as git has it; undefined where nothing was promoted to it. */
  readonly upstreamDigest: string | undefined;
  /** The digest is in the repository that it is taken from. */
  readonly inRegistry: boolean;
  /** Receipts of this digest, wherever they were found. */
  readonly smoke: SmokeReceipt | undefined;
  readonly scan: ScanReceipt | undefined;
  readonly gates: Gates;
  /** Oldest scanner database that may have judged, in hours. */
  readonly databaseMaxAgeHours: number;
  /** Of ci.yaml, expired ones included. */
  readonly waivers: readonly Waiver[];
  readonly inCi: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Reason {
  readonly gate: 'environment' | 'registry' | 'order' | 'smoke' | 'scan' | 'ci';
  readonly ok: boolean;
  readonly what: string;
}

export interface PromotionVerdict {
  readonly allowed: boolean;
  readonly reasons: readonly Reason[];
}

const short = (digest: string): string => digest.slice(0, 19);

/** The environment that comes before; undefined for the first and for an unknown one. */
export function upstreamOf(environments: readonly Environment[], to: string): Environment | undefined {
  const index = environments.findIndex(({ name }) => name === to);
  return index > 0 ? environments[index - 1] : undefined;
}

function judgeOrder({ environments, to, digest, upstreamDigest }: PromotionFacts): Reason {
  const upstream = upstreamOf(environments, to);
  if (!upstream) return { gate: 'order', ok: true, what: `${to} is the first environment` };
  if (upstreamDigest === undefined)
    return {
      gate: 'order',
      ok: false,
      what: `nothing was promoted to ${upstream.name} yet, which comes before`,
    };
  return upstreamDigest === digest
    ? { gate: 'order', ok: true, what: `${upstream.name} has this digest` }
    : {
        gate: 'order',
        ok: false,
        what: `${upstream.name}, which comes before, has ${short(upstreamDigest)}`,
      };
}

function judgeSmoke({ smoke, digest }: PromotionFacts): Reason {
  if (!smoke) return { gate: 'smoke', ok: false, what: 'no smoke test of this digest is known' };
  if (smoke.digest !== digest)
    return { gate: 'smoke', ok: false, what: `the smoke test is of ${short(smoke.digest)}` };
  const broken = smoke.checks.filter(({ pass }) => !pass).map(({ id }) => id);
  return smoke.pass
    ? { gate: 'smoke', ok: true, what: `${smoke.checks.length} checks passed` }
    : { gate: 'smoke', ok: false, what: `failed: ${broken.join(', ')}` };
}

/** The findings of the scan under the rules of today: thresholds, waivers and the database's age may have changed since. */
function judgeAgain(facts: PromotionFacts, scan: ScanReceipt): readonly string[] {
  const { gates, databaseMaxAgeHours, waivers, now, service } = facts;
  const policy = {
    ...scan.policy,
    gate: gates.promotion ?? { critical: gates.scan.critical, high: gates.scan.high },
    waivers: activeWaivers(waivers, new Date(now).toISOString().slice(0, 10)),
    database: {
      ...scan.policy.database,
      maxAgeHours: databaseMaxAgeHours,
      stale: isDatabaseStale(scan.policy.database.updatedAt, databaseMaxAgeHours, now),
    },
  };
  const findings = [...scan.findings, ...scan.waived.map(({ finding }) => finding)];
  return judgeScan(policy, service, findings).reasons.map(({ what }) => what);
}

function judgeScanned(facts: PromotionFacts): Reason {
  const { scan, digest } = facts;
  if (!scan) return { gate: 'scan', ok: false, what: 'no scan of this digest is known' };
  if (scan.digest !== digest)
    return { gate: 'scan', ok: false, what: `the scan is of ${short(scan.digest)}` };
  const reasons = [...new Set([...(scan.pass ? [] : scan.reasons), ...judgeAgain(facts, scan)])];
  return reasons.length === 0
    ? { gate: 'scan', ok: true, what: `passed, database of ${scan.policy.database.updatedAt}` }
    : { gate: 'scan', ok: false, what: reasons.join('; ') };
}

const judgeCi = ({ inCi }: PromotionFacts, environment: Environment | undefined): Reason[] => {
  if (!environment?.production) return [];
  const what = inCi ? 'runs in CI' : 'production is promoted to from CI only';
  return [{ gate: 'ci', ok: inCi, what }];
};

const judgeRegistry = ({ inRegistry, digest }: PromotionFacts): Reason => ({
  gate: 'registry',
  ok: inRegistry,
  what: inRegistry ? 'the registry has the digest' : `the registry does not have ${short(digest)}`,
});

/** Pure: whether a digest may become current in an environment, with every reason for and against. */
export function promotionVerdict(facts: PromotionFacts): PromotionVerdict {
  const environment = facts.environments.find(({ name }) => name === facts.to);
  const known = facts.environments.map(({ name }) => name).join(', ');
  const reasons: Reason[] = environment
    ? [
        judgeOrder(facts),
        judgeRegistry(facts),
        judgeSmoke(facts),
        judgeScanned(facts),
        ...judgeCi(facts, environment),
      ]
    : [{ gate: 'environment', ok: false, what: `${facts.to} is none of ci.yaml's environments: ${known}` }];
  return { allowed: reasons.every(({ ok }) => ok), reasons };
}
