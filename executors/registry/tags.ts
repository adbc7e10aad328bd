import { ProblemError } from '@org/ci-core';
import {
  getManifest,
  headManifest,
  putManifest,
  type DigestReference,
  type Reference,
  type Repository,
} from '@org/ci-oci';
import type { Session } from './session';

/** Where a tag points; a registry that does not say so in its headers is asked for the manifest. */
async function digestAt({ registry, limit }: Session, reference: Reference): Promise<string | undefined> {
  const head = await limit(() => headManifest(registry, reference));
  if (!head) return undefined;
  return head.digest ?? (await limit(() => getManifest(registry, reference))).digest;
}

/** Tags → where they point now; those that are not there are not in it. */
export async function readTags(
  session: Session,
  { host, repository }: Repository,
  tags: readonly string[],
): Promise<Map<string, string>> {
  const read = tags.map(async (tag) => [tag, await digestAt(session, { host, repository, tag })] as const);
  const found = await Promise.all(read);
  return new Map(found.flatMap(([tag, digest]) => (digest === undefined ? [] : [[tag, digest] as const])));
}

/** True when the repository holds the manifest. */
export const holds = async ({ registry, limit }: Session, image: DigestReference): Promise<boolean> =>
  (await limit(() => headManifest(registry, image))) !== undefined;

/** True when the repository holds all of these manifests. */
export async function holdsAll(
  session: Session,
  { host, repository }: Repository,
  digests: readonly string[],
): Promise<boolean> {
  const held = await Promise.all(digests.map((digest) => holds(session, { host, repository, digest })));
  return held.every(Boolean);
}

/** Puts the very bytes of a stored manifest under tags, in their order, and reads each back. Code: tag-moved. */
export async function writeTags(
  session: Session,
  image: DigestReference,
  tags: readonly string[],
): Promise<void> {
  if (tags.length === 0) return;
  const { registry } = session;
  const { mediaType, bytes } = await getManifest(registry, image);
  for (const tag of tags) await putManifest(registry, image, { mediaType, bytes, tag });
  const now = await readTags(session, image, tags);
  const problems = tags
    .filter((tag) => now.get(tag) !== image.digest)
    .map((tag) => ({
      code: 'tag-moved',
      where: `${image.host}/${image.repository}:${tag}`,
      what: `was set to ${image.digest} and names ${now.get(tag) ?? 'nothing'}`,
      fix: 'somebody else moves it at the same time, or the registry forbids it: run it again',
    }));
  if (problems.length > 0) throw new ProblemError(problems);
}
