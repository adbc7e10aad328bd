import type { Image } from '@org/ci-oci';
import { buildxProvenance, parseProvenance, type BuildMetadata } from '@org/ci-toolchain';
import type { Building } from './build';
import type { ImageOptions } from './options';

/**
 * SLSA predicates by platform. buildx writes them into its metadata file where there is one platform only; those of
 * several are asked of the build's record. A buildx that keeps none leaves the image without: that is told, not fatal.
 */
export async function recordedProvenance(
  { run, signal, progress }: Building,
  { builder }: ImageOptions,
  { ref, provenance }: BuildMetadata,
  { platforms }: Image,
): Promise<Readonly<Record<string, unknown>>> {
  if (Object.keys(provenance).length > 0 || ref === undefined) return provenance;
  const found: Record<string, unknown> = {};
  for (const { platform } of platforms) {
    const outcome = await run(buildxProvenance({ ref, platform, builder }), { signal });
    const predicate = outcome.exitCode === 0 ? parseProvenance(outcome.stdout) : undefined;
    if (predicate === undefined) progress(`${platform}: the builder has no provenance of this build`);
    else found[platform] = predicate;
  }
  return found;
}
