import { judgeScan } from '../gate/scan-verdict';
import { isDatabaseStale } from '../gate/database-age';
import { activeWaivers } from '../gate/policy';
import type { Environment } from '../manifest/workspace';
import type { ScanReceipt } from '../receipt/scan';
import { short, type PromotionFacts, type Reason } from './facts';
import { judgeCommit, judgeOrder } from './judge-order';

export interface PromotionVerdict {
  readonly allowed: boolean;
  readonly reasons: readonly Reason[];
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

/** Thresholds alone: `unknown` is one only where the standard says so. */
const scanGate = ({
  critical,
  high,
  unknown,
}: PromotionFacts['gates']['scan']): ScanReceipt['policy']['gate'] => ({
  critical,
  high,
  ...(unknown !== undefined && { unknown }),
});

/** The findings of the scan under the rules of today: thresholds, waivers and the database's age may have changed since. */
function judgeAgain(facts: PromotionFacts, scan: ScanReceipt): readonly string[] {
  const { gates, databaseMaxAgeHours, waivers, now, service } = facts;
  const policy = {
    ...scan.policy,
    gate: gates.promotion ?? scanGate(gates.scan),
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

/** An image that is configured where it runs is no use where it is not. */
function judgeConfiguration({ missingKeys: missing, service, to }: PromotionFacts): Reason[] {
  if (missing === undefined) return [];
  const has = `${to} says all that ${service} must be told`;
  const lacks = `environments.${to}.configuration of its service.yaml lacks ${missing.join(', ')}`;
  return [{ gate: 'configuration', ok: missing.length === 0, what: missing.length === 0 ? has : lacks }];
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
        judgeOrder(facts, environment),
        judgeCommit(facts, environment),
        ...judgeConfiguration(facts),
        judgeRegistry(facts),
        judgeSmoke(facts),
        judgeScanned(facts),
        ...judgeCi(facts, environment),
      ]
    : [{ gate: 'environment', ok: false, what: `${facts.to} is none of ci.yaml's environments: ${known}` }];
  return { allowed: reasons.every(({ ok }) => ok), reasons };
}
