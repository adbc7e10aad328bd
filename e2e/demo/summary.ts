import type { PublishReceipt, SizeReceipt } from '@org/ci-core';
import { megabytes } from './receipts.js';

export interface Summary {
  /** Since the program was started. */
  readonly seconds: number;
  /** The digest that staging's overlay holds. */
  readonly staged: string;
  readonly published: PublishReceipt;
  readonly sized: SizeReceipt;
  readonly workspace: string;
  readonly kept: boolean;
}

const kept = (workspace: string, service: string): string[] => [
  `Go on:            cd ${workspace} && . ./env.sh   # engine, registries and scanner, for this shell`,
  `Start it:         (cd apps/${service} && docker compose up --build --wait)`,
  `Ask the gate:     npx nx run ${service}:promote --to=production --dryRun`,
  `Another service:  npx nx g @org/ci:service billing --stack=node-api --database=none`,
  'End it:           npm run demo -- --down   # in the clone of @org/ci',
];

const next = ({ workspace, kept: stays, published }: Summary): string[] =>
  stays
    ? kept(workspace, published.service)
    : ['Play with it:     npm run demo -- --keep /tmp/acme', 'How it works:     README.md, docs/'];

/** What a person wants to know in the end. */
export function formatSummary(summary: Summary): string {
  const { published, staged, sized, seconds } = summary;
  const lines = [
    '',
    `━━ ${published.service} is in staging, and its next digest is published: ${seconds.toFixed(0)} s after nothing was there`,
    `In staging:       ${staged}`,
    `Published:        ${published.digest}`,
    `Platforms:        ${published.platforms.join(', ')}`,
    `Size:             ${megabytes(sized.totalBytes)} in all, ${megabytes(sized.overBaseBytes)} of them ours (budget ${megabytes(sized.budgetBytes)})`,
    ...published.references.map(
      (reference, index) => (index === 0 ? 'Its tags:' : '').padEnd(18) + reference,
    ),
    '',
    ...next(summary),
    '',
  ];
  return lines.join('\n');
}
