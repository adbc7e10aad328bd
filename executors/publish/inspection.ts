import { ProblemError, type Attachment, type ImageReceipt, type PublishReceipt } from '@org/ci-core';
import type { Artifact, Repository } from '@org/ci-oci';
import type { Session } from '../registry/session';
import { sameAttachments } from './attachments';
import type { Names } from './publication';
import { inspect, type Target } from './target';

/** Every repository as it is now. Code: tag-taken. */
export async function inspectAll(
  session: Session,
  repositories: readonly Repository[],
  image: ImageReceipt,
  { tags }: Names,
  known: readonly Attachment[] | undefined,
): Promise<readonly Target[]> {
  const targets = await Promise.all(
    repositories.map((repository) => inspect(session, repository, image, tags, known)),
  );
  const problems = targets.flatMap((target) => target.tags.problems);
  if (problems.length > 0) throw new ProblemError(problems);
  return targets;
}

/** What is known of an earlier publication of the same digest with the same attachments. */
export const knownOf = (
  earlier: PublishReceipt | undefined,
  digest: string,
  artifacts: readonly Artifact[],
): readonly Attachment[] | undefined =>
  earlier?.digest === digest ? sameAttachments(earlier.attachments, artifacts) : undefined;
