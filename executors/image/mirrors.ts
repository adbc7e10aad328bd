import { formatReference, mirrorReference, parseReference, type Mirrors, type Reference } from '@org/ci-oci';
import { unwrap } from '@org/ci-core';

/** Where a Dockerfile names images: defaults of arguments, FROM, and COPY or RUN with a source of their own. */
const places = [
  /^\s*ARG\s+\w+=["']?(?<image>[^\s"']+)/gim,
  /^\s*FROM\s+(?:--\S+\s+)*(?<image>[^\s"']+)/gim,
  /(?:--|,)from=["']?(?<image>[^\s"',]+)/gi,
];

/** Docker's short form, by which BuildKit knows an image (distribution reference, FamiliarString). */
const familiar = (reference: Reference): string =>
  formatReference(reference)
    .replace(/^docker\.io\/(library\/)?/, '')
    .replace(/:latest$/, '');

/** The name of an image that people would pull: stages, numbers and values of other kinds are none. */
function imageIn(text: string): Reference | undefined {
  if (!/[/:]/.test(text) || text.includes('$')) return undefined;
  const parsed = parseReference(text);
  return parsed.ok ? parsed.value : undefined;
}

/**
 * Pure: build contexts that take the images of a Dockerfile from the mirrors of ci.yaml. The bytes are those of the
 * pinned digest, wherever they come from, so the image that is built is the same.
 */
export function mirrorContexts(dockerfile: string, mirrors: Mirrors): Record<string, string> {
  const texts = places.flatMap((place) =>
    [...dockerfile.matchAll(place)].map(({ groups }) => groups?.image ?? ''),
  );
  const references = texts
    .flatMap((text) => imageIn(text) ?? [])
    .filter(({ host }) => Object.hasOwn(mirrors, host));
  return Object.fromEntries(
    references.map((reference) => [
      familiar(reference),
      `docker-image://${formatReference(unwrap(mirrorReference(reference, mirrors)))}`,
    ]),
  );
}
