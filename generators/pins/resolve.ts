import { ProblemError, unwrap, type PinLock, type Problem, type Workspace } from '@org/ci-core';
import { fileCredentials } from './credentials';

export interface ResolvedPins {
  readonly images: PinLock['images'];
  readonly problems: readonly Problem[];
}

/** How long a registry may take: patient for `pins`, short where a generator asks in passing. */
export interface Patience {
  readonly attempts: number;
  readonly requestMs: number;
}

function unresolved(image: string, error: unknown): Problem {
  const reason =
    error instanceof ProblemError
      ? error.problems.map(({ what }) => what).join('; ')
      : error instanceof Error
        ? error.message
        : 'failed';
  return {
    code: 'pin-unresolved',
    where: image,
    what: `is used by tag alone: ${reason}`,
    fix: 'make its registry reachable, or set mirrors in ci.yaml (a new workspace takes --mirrors), then run: npx nx g @org/ci:pins',
  };
}

/** Digests of images as their registries, or the mirrors of ci.yaml, have them now. Never throws for an image. */
export async function resolvePins(
  images: readonly string[],
  workspace: Workspace,
  patience: Patience,
): Promise<ResolvedPins> {
  if (images.length === 0) return { images: {}, problems: [] };
  const { connectRegistry, parseReference, resolveReference } = await import('@org/ci-oci');
  const registry = fileCredentials().then((credentials) =>
    connectRegistry({ policy: patience, credentials }),
  );
  const answers = await Promise.all(
    images.map(async (image) => {
      try {
        const { image: pinned } = await resolveReference(
          await registry,
          unwrap(parseReference(image)),
          workspace.mirrors,
        );
        return { image, digest: pinned.digest };
      } catch (error) {
        return { image, problem: unresolved(image, error) };
      }
    }),
  );
  return {
    images: Object.fromEntries(answers.flatMap(({ image, digest }) => (digest ? [[image, digest]] : []))),
    problems: answers.flatMap(({ problem }) => problem ?? []),
  };
}
