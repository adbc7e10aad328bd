import {
  attachReferrer,
  heldManifests,
  listReferrers,
  mediaTypes,
  type DigestReference,
  type Image,
  type Registry,
} from '@org/ci-oci';

/** What an attached provenance is called in a list of referrers. */
export const provenanceType = mediaTypes.IN_TOTO;

/** SLSA's own word for the shape that BuildKit wrote (slsa.dev/spec/v1.0/provenance). */
const predicateTypeOf = (predicate: unknown): string =>
  typeof predicate === 'object' && predicate !== null && 'buildDefinition' in predicate
    ? 'https://slsa.dev/provenance/v1'
    : 'https://slsa.dev/provenance/v0.2';

export interface Statement {
  readonly _type: 'https://in-toto.io/Statement/v1';
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicateType: string;
  readonly predicate: unknown;
}

/** Pure: in-toto statements (in-toto.io/Statement/v1), one for each platform that the builder tells about. */
export function synthStatements(
  repository: string,
  image: Image,
  provenance: Readonly<Record<string, unknown>>,
): Statement[] {
  return Object.entries(provenance).map(([platform, predicate]) => {
    const built = image.platforms.find((each) => each.platform === platform)?.digest ?? image.digest;
    return {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: repository, digest: { sha256: built.replace('sha256:', '') } }],
      predicateType: predicateTypeOf(predicate),
      predicate,
    };
  });
}

/**
 * Attaches statements to the image, unless it has some: every build tells another time, and the first one made it.
 * Digests of what is attached then.
 */
export async function attachProvenance(
  registry: Registry,
  reference: DigestReference,
  statements: readonly Statement[],
): Promise<string[]> {
  const { descriptors } = await listReferrers(registry, reference, provenanceType);
  const known = descriptors.filter(
    ({ annotations }) => annotations?.['in-toto.io/predicate-type'] === statements[0]?.predicateType,
  );
  const held = await heldManifests(registry, reference, known);
  if (held.length > 0) return held.map(({ digest }) => digest);
  const attached: string[] = [];
  for (const statement of statements) {
    const { digest } = await attachReferrer(registry, reference, {
      artifactType: provenanceType,
      mediaType: provenanceType,
      content: Buffer.from(JSON.stringify(statement)),
      annotations: { 'in-toto.io/predicate-type': statement.predicateType },
    });
    attached.push(digest);
  }
  return attached;
}
