import type { ImageReceipt, Tag, TagMove } from '@org/ci-core';
import { formatRepository, repositoryIn } from '../registry/repository';
import { isCurrent, type Target } from './target';

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const formatPlatforms = ({ platforms }: ImageReceipt): string =>
  platforms.map(({ platform, size }) => `${platform} ${megabytes(size)}`).join(', ');

const signs = { kept: '=', created: '+', moved: '>' } as const;

const formatMove = ({ tag, change, from }: TagMove): string =>
  `    ${signs[change]} ${tag}${from === undefined ? '' : `  (was ${from.slice(0, 19)})`}`;

/** For people: the digest, and every name that it has in every registry. */
export function formatSummary(receipt: ImageReceipt, targets: readonly Target[]): string[] {
  const head = `${receipt.service}  ${receipt.digest}  ${formatPlatforms(receipt)}`;
  const state = targets.every(isCurrent) ? ['  nothing changed'] : [];
  return [
    head,
    ...state,
    ...targets.flatMap(({ repository, tags }) => [
      `  ${formatRepository(repository)}`,
      ...(tags.moves.length === 0 ? ['    by digest only: no commit, branch or version is known'] : []),
      ...tags.moves.map(formatMove),
    ]),
  ];
}

/** The result in short: the digest, and per repository the tags that name it. */
export const formatResult = ({ digest }: ImageReceipt, targets: readonly Target[]): string[] => [
  digest,
  ...targets.map(({ repository, tags }) =>
    [formatRepository(repository), ...tags.moves.map(({ tag }) => tag)].join(' '),
  ),
];

/** What would be done, as requests. */
export function formatPlan(receipt: ImageReceipt, targets: readonly Target[]): string[] {
  const [home] = targets;
  const source = home ? `${formatRepository(home.repository)}@${receipt.digest}` : '';
  return targets.flatMap((target) => {
    const name = formatRepository(target.repository);
    const copy = target === home || target.hasImage ? [] : [`copy ${source} to ${name}`];
    const attach = target.hasAttachments ? [] : [`attach smoke, scan and SBOM to ${name}@${receipt.digest}`];
    const tags = target.tags.moves.map(({ tag, change, from }) =>
      change === 'kept'
        ? `keep ${name}:${tag}`
        : `put ${name}:${tag} at ${receipt.digest}${from === undefined ? '' : ` (was ${from})`}`,
    );
    return [...copy, ...attach, ...tags];
  });
}

/** The same before there is an image. `registries` are as ci.yaml names them. */
export const formatExpected = (
  service: string,
  registries: readonly string[],
  tags: readonly Tag[],
): string[] =>
  [...new Set(registries)].flatMap((registry) => {
    const name = formatRepository(repositoryIn(registry, service));
    return [
      `attach smoke, scan and SBOM to ${name} by digest`,
      ...tags.map((tag) => `put ${name}:${tag.name} at the digest of the image`),
    ];
  });
