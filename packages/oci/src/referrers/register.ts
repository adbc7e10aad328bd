import { ProblemError } from '@org/ci-core';
import type { Descriptor, Index } from '../content/manifest';
import { OCI_INDEX } from '../content/media-types';
import { formatReference, type DigestReference } from '../reference/reference';
import { getManifest, putManifest } from '../client/manifests';
import type { Registry } from '../client/registry';
import { addReferrers, fallbackTag } from './fallback-index';
import { heldManifests } from './held';
import { getFallbackIndex, listReferrers } from './list';

const MAX_ROUNDS = 5;

function notListed(subject: DigestReference): ProblemError {
  return new ProblemError({
    code: 'referrer-not-listed',
    where: formatReference(subject),
    what: 'the registry stored an attachment but does not list it',
    fix: 'run it again: somebody else may be attaching to the same image at the same time',
  });
}

/** The list without what a clean-up took: a registry refuses an index of manifests that it does not have. */
async function getHeldIndex(registry: Registry, subject: DigestReference): Promise<Index | undefined> {
  const index = await getFallbackIndex(registry, subject);
  return index && { ...index, manifests: await heldManifests(registry, subject, index.manifests) };
}

/** Read, append, write, read again: the specification knows no lock, so another writer may have won in between. */
async function appendToTag(
  registry: Registry,
  subject: DigestReference,
  added: readonly Descriptor[],
): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const index = addReferrers(await getHeldIndex(registry, subject), added);
    if (!index) return;
    const bytes = new TextEncoder().encode(JSON.stringify(index));
    await putManifest(registry, subject, { mediaType: OCI_INDEX, bytes, tag: fallbackTag(subject.digest) });
  }
  throw notListed(subject);
}

const queues = new WeakMap<Registry, Map<string, Promise<void>>>();

/** One writer per subject at a time, within this program. */
async function inTurn(
  registry: Registry,
  subject: DigestReference,
  work: () => Promise<void>,
): Promise<void> {
  const queue = queues.get(registry) ?? new Map<string, Promise<void>>();
  queues.set(registry, queue);
  const key = formatReference(subject);
  const before = queue.get(key) ?? Promise.resolve();
  const turn = before.catch(() => undefined).then(work);
  queue.set(key, turn);
  await turn;
}

/** A manifest that was stored before the registry learned about referrers is listed once it is put again. */
async function pushAgain(
  registry: Registry,
  subject: DigestReference,
  missing: readonly Descriptor[],
): Promise<void> {
  const { host, repository } = subject;
  for (const { digest } of missing) {
    const { mediaType, bytes } = await getManifest(registry, { host, repository, digest });
    const { indexesReferrers } = await putManifest(registry, subject, { mediaType, bytes });
    if (!indexesReferrers) throw notListed(subject);
  }
}

/**
 * Sees to it that manifests which are stored already are listed as referrers of the subject: nothing to do where the
 * registry has the API, else the index under the fallback tag is brought up to date. Code: referrer-not-listed.
 */
export async function registerReferrers(
  registry: Registry,
  subject: DigestReference,
  added: readonly Descriptor[],
): Promise<void> {
  const { via, descriptors } = await listReferrers(registry, subject);
  const missing = added.filter(({ digest }) => !descriptors.some((each) => each.digest === digest));
  if (missing.length === 0) return;
  if (via === 'api') await pushAgain(registry, subject, missing);
  else await inTurn(registry, subject, () => appendToTag(registry, subject, missing));
}
