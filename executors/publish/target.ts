import { planTags, unwrap, type Attachment, type ImageReceipt, type Tag, type TagPlan } from '@org/ci-core';
import { parseReference, type Repository } from '@org/ci-oci';
import { formatRepository, repositoryIn } from '../registry/repository';
import type { Session } from '../registry/session';
import { holdsAll, readTags } from '../registry/tags';

/** Where a service is published to: first the repository that has its image, then those that receive copies. */
export function repositoriesOf(
  { repository, service }: ImageReceipt,
  registries: readonly string[],
): Repository[] {
  const { host, repository: name } = unwrap(parseReference(repository));
  const all = [{ host, repository: name }, ...registries.map((registry) => repositoryIn(registry, service))];
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
  { digest, platforms }: ImageReceipt,
  tags: readonly Tag[],
  known: readonly Attachment[] | undefined,
): Promise<Target> {
  const names = tags.map(({ name }) => name);
  const manifests = [...new Set([digest, ...platforms.map((each) => each.digest)])];
  const [current, hasAttached] = await Promise.all([
    readTags(session, repository, names),
    holdsAll(
      session,
      repository,
      (known ?? []).map((each) => each.digest),
    ),
  ]);
  // a tag that names the image has shown that it is there
  const shown = new Set(current.values());
  const hasImage = await holdsAll(
    session,
    repository,
    manifests.filter((manifest) => !shown.has(manifest)),
  );
  return {
    repository,
    hasImage,
    hasAttachments: known !== undefined && hasAttached,
    tags: planTags(tags, current, digest, formatRepository(repository)),
  };
}

/** Nothing would change. */
export const isCurrent = ({ hasImage, hasAttachments, tags }: Target): boolean =>
  hasImage && hasAttachments && tags.moves.every(({ change }) => change === 'kept');

/** Tags that have to be written, in their order. */
export const newTags = ({ tags }: Target): string[] =>
  tags.moves.flatMap(({ tag, change }) => (change === 'kept' ? [] : [tag]));
