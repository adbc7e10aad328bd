import type { Attachment, ImageReceipt, PublishReceipt } from '@org/ci-core';
import { formatRepository } from '../registry/repository';
import type { Target } from './target';

/** Pure: what `publish.json` says of a publication. */
export function publishReceipt(
  image: ImageReceipt,
  targets: readonly Target[],
  attachments: readonly Attachment[],
): PublishReceipt {
  const references = targets.flatMap(({ repository, tags }) =>
    tags.moves.map(({ tag }) => `${formatRepository(repository)}:${tag}`),
  );
  const platforms = image.platforms.map(({ platform }) => platform);
  const { service, digest } = image;
  return { schema: 1, service, digest, platforms, references, attachments: [...attachments] };
}
