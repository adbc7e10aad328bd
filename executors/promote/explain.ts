import { ProblemError, type PromotionVerdict, type Reason } from '@org/ci-core';
import { formatRepository, isSame } from '../registry/repository';
import type { Route } from './route';

const formatReason = ({ gate, ok, what }: Reason): string => `  ${ok ? '✓' : '✗'} ${gate}: ${what}`;

/** The verdict with its reasons, for people. */
export const formatVerdict = (
  service: string,
  to: string,
  digest: string,
  verdict: PromotionVerdict,
): string[] => [
  `${service}  ${digest}  to ${to}: ${verdict.allowed ? 'allowed' : 'refused'}`,
  ...verdict.reasons.map(formatReason),
];

/** What a promotion does, in its order. */
export function formatSteps({ digest, from, to, overlay }: Route, tags: readonly string[]): string[] {
  const target = formatRepository(to);
  const copy = isSame(from, to)
    ? []
    : [`copy ${formatRepository(from)}@${digest} with everything attached to ${target}`];
  return [
    ...copy,
    ...tags.map((tag) => `put ${target}:${tag} at ${digest}`),
    `set ${target}@${digest} in ${overlay.file}`,
  ];
}

/** Of a promotion that was done already; whether git knows is what decides. */
export const formatDone = ({ digest, overlay }: Route, to: string): string =>
  overlay.state.inGit && overlay.state.digest !== digest
    ? `is in ${overlay.file} already: commit it, and ${to} follows`
    : `is current in ${to}: nothing to do`;

const fixes: Readonly<Record<Reason['gate'], string>> = {
  environment: 'name an environment of ci.yaml',
  registry: 'publish it, or name a digest that was published',
  order: 'promote it to the environment before first, and commit that',
  commit:
    'promote what a newer commit published; check out the whole history (fetch-depth: 0); --allowOlder goes back on purpose',
  configuration:
    'give it in service.yaml under environments.<name>.configuration, run npx nx sync, and commit that',
  smoke: 'run smoke and publish again for this digest',
  scan: 'correct what was found, or run scan and publish again for this digest',
  ci: 'start it from the CD workflow',
};

/** Every gate that is closed, as a problem of its own. */
export const refusal = (service: string, to: string, { reasons }: PromotionVerdict): ProblemError =>
  new ProblemError(
    reasons
      .filter(({ ok }) => !ok)
      .map(({ gate, what }) => ({
        code: 'promotion-refused',
        where: `${service} to ${to} › ${gate}`,
        what,
        fix: fixes[gate],
      })),
  );
