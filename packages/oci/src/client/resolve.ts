import { ProblemError, unwrap } from '@org/ci-core';
import { mirrorReference, type Mirrors } from '../reference/mirror';
import { formatReference, type DigestReference, type Reference } from '../reference/reference';
import { getManifest } from './manifests';
import type { Registry } from './registry';

/** A reference that was found: under its own name, and where it was read. */
export interface Resolved {
  /** The image as it is called, pinned: what goes into files. */
  readonly image: DigestReference;
  /** Where it can be read from here: the mirror, or the same as `image`. */
  readonly source: DigestReference;
}

const pin = ({ host, repository }: Reference, digest: string): DigestReference => ({
  host,
  repository,
  digest,
});

/**
 * The digest that a tag names now, computed from the manifest's bytes. A host's mirror is asked first, the host itself
 * when the mirror fails; when both fail, all problems are thrown.
 */
export async function resolveReference(
  registry: Registry,
  reference: Reference,
  mirrors: Mirrors = {},
): Promise<Resolved> {
  const mirrored = unwrap(mirrorReference(reference, mirrors));
  const places =
    formatReference(mirrored) === formatReference(reference) ? [reference] : [mirrored, reference];
  const failures: ProblemError[] = [];
  for (const place of places) {
    try {
      const { digest } = await getManifest(registry, place);
      return { image: pin(reference, digest), source: pin(place, digest) };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      failures.push(error);
    }
  }
  throw new ProblemError(
    failures.flatMap(({ problems }) => problems),
    { cause: failures[0] },
  );
}
