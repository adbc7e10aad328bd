import { planTags, type Attachment, type ImageReceipt, type Tag, type TagPlan } from '@org/ci-core';
import type { Repository } from '@org/ci-oci';
import { formatRepository, repositoryIn } from '../registry/repository';
import type { Session } from '../registry/session';
import { holds, readTags } from '../registry/tags';

/** Where a service is published to: first the registry that it was built into, then those that receive copies. */
export function repositoriesOf(service: string, registries: readonly string[]): Repository[] {
  const all = registries.map((registry) => repositoryIn(registry, service));
  return [...new Map(all.map((each) => [formatRepository(each), each])).values()];
}

/** A repository as it is, and what publishing would change in it. */
export interface Target {
  readonly repository: Repository;
  readonly hasImage: boolean;
  /** Attached before, and there. */
  readonly hasAttachments: boolean;
  readonly tags: TagPlan;
}

/** Only HEAD requests. `known` are attachments of an earlier publication of the same digest. */
export async function inspect(
  session: Session,
  repository: Repository,
  { digest }: ImageReceipt,
  tags: readonly Tag[],
  known: readonly Attachment[] | undefined,
): Promise<Target> {
  const names = tags.map(({ name }) => name);
  const [hasImage, current, attached] = await Promise.all([
    holds(session, { ...repository, digest }),
    readTags(session, repository, names),
    Promise.all((known ?? []).map((each) => holds(session, { ...repository, digest: each.digest }))),
  ]);
  return {
    repository,
    hasImage,
    hasAttachments: known !== undefined && attached.every(Boolean),
    tags: planTags(tags, current, digest, formatRepository(repository)),
  };
}

/** Nothing would change. */
export const isCurrent = ({ hasImage, hasAttachments, tags }: Target): boolean =>
  hasImage && hasAttachments && tags.moves.every(({ change }) => change === 'kept');

/** Tags that have to be written, in their order. */
export const newTags = ({ tags }: Target): string[] =>
  tags.moves.flatMap(({ tag, change }) => (change === 'kept' ? [] : [tag]));
