import type { PublishReceipt, SizeReceipt } from '@org/ci-core';
import { megabytes } from './receipts.js';

export interface ServiceSummary {
  readonly name: string;
  readonly stack: string;
  /** The digest that staging's overlay holds. */
  readonly staged: string;
  readonly published: PublishReceipt;
  readonly sized: SizeReceipt;
}

export interface Summary {
  /** Since the program was started. */
  readonly seconds: number;
  /** At least one; the first is the one that was edited. */
  readonly services: readonly ServiceSummary[];
  readonly workspace: string;
  readonly kept: boolean;
}

const label = (text: string): string => text.padEnd(18);

function formatService({ name, stack, staged, published, sized }: ServiceSummary): string[] {
  return [
    `${name} (${stack})`,
    `${label('  in staging')}${staged}`,
    `${label('  published')}${published.digest === staged ? 'the same digest' : published.digest}`,
    `${label('  platforms')}${published.platforms.join(', ')}`,
    `${label('  size')}${megabytes(sized.totalBytes)} in all, ${megabytes(sized.overBaseBytes)} of them ours (budget ${megabytes(sized.budgetBytes)})`,
    ...published.references.map((reference, index) => label(index === 0 ? '  where' : '') + reference),
  ];
}

const kept = (workspace: string, [first, ...more]: readonly string[]): string[] => [
  `Go on:            cd ${workspace} && . ./env.sh   # engine, registries, scanner and uv, for this shell`,
  more.length > 0
    ? 'Start all:        docker compose up --build --wait'
    : `Start it:         (cd apps/${first} && docker compose up --build --wait)`,
  `Ask the gate:     npx nx run ${first}:promote --to=production --dryRun`,
  `Another service:  npx nx g @org/ci:service billing --stack=node-api --database=none`,
  'Your standard:    docs/standard.md, where REGISTRY is $npm_config_registry',
  'End it:           npm run demo -- --down   # in the clone of @org/ci',
];

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are` : `${names[0]} is`;

/** What a person wants to know in the end. */
export function formatSummary({ services, seconds, workspace, kept: stays }: Summary): string {
  const names = services.map(({ name }) => name);
  const [edited] = names;
  const next = stays
    ? kept(workspace, names)
    : ['Play with it:     npm run demo -- --keep /tmp/acme', 'How it works:     README.md, docs/'];
  return [
    '',
    `━━ ${listed(names)} in staging, and the next digest of ${edited} is published: ${seconds.toFixed(0)} s after nothing was there`,
    ...services.flatMap(formatService),
    '',
    ...next,
    '',
  ].join('\n');
}
