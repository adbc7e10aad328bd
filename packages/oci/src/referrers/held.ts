import { headManifest } from '../client/manifests';
import type { Registry } from '../client/registry';
import type { Descriptor } from '../content/manifest';
import type { Repository } from '../reference/reference';

/** Those of a list that the repository still has: a list of referrers may be older than a clean-up. */
export async function heldManifests(
  registry: Registry,
  { host, repository }: Repository,
  listed: readonly Descriptor[],
): Promise<Descriptor[]> {
  const heads = await Promise.all(
    listed.map(({ digest }) => headManifest(registry, { host, repository, digest })),
  );
  return listed.filter((_, index) => heads[index] !== undefined);
}
