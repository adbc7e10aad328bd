import type { PublishReceipt, SizeReceipt } from '@org/ci-core';
import { megabytes } from './receipts.js';
import type { StepResult } from './step.js';

export interface Summary {
  readonly results: readonly StepResult[];
  /** The digest that staging's overlay holds. */
  readonly staged: string;
  readonly published: PublishReceipt;
  readonly sized: SizeReceipt;
  readonly workspace: string;
  readonly kept: boolean;
}

const total = (results: readonly StepResult[]): string =>
  results.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(0);

const next = ({ workspace, kept, published }: Summary): string[] =>
  kept
    ? [
        `Look around:      cd ${workspace}`,
        `Start it:         cd ${workspace}/apps/${published.service} && docker compose up --wait`,
        `Ask the gate:     npx nx run ${published.service}:promote --to=production --dryRun`,
        'End it:           npm run demo -- --down',
      ]
    : ['Play with it:     npm run demo -- --keep /tmp/acme', 'How it works:     README.md, docs/'];

/** What a person wants to know in the end. */
export function formatSummary(summary: Summary): string {
  const { published, staged, sized, results } = summary;
  const lines = [
    '',
    `━━ ${published.service} is in staging, and its next digest is published: ${total(results)} s after nothing was there`,
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
