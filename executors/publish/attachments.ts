import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { receiptFolder, receiptPath, type Attachment, type ReceiptKind } from '@org/ci-core';
import { attachReferrer, digestOf, type Artifact, type DigestReference } from '@org/ci-oci';
import type { Session } from '../registry/session';

/** What is attached to a published digest: its promotion, anywhere, is judged by it. */
export const artifactTypes = {
  smoke: 'application/vnd.org-ci.smoke.v1+json',
  scan: 'application/vnd.org-ci.scan.v1+json',
  sbom: 'application/vnd.cyclonedx+json',
} as const;

async function fileOrNothing(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The receipts that let the digest pass, and the SBOM where the scan left one. */
export async function readArtifacts(root: string, service: string): Promise<Artifact[]> {
  const receipt = (kind: ReceiptKind): string => path.join(root, receiptPath(service, kind));
  const sources = [
    { type: artifactTypes.smoke, file: receipt('smoke') },
    { type: artifactTypes.scan, file: receipt('scan') },
    { type: artifactTypes.sbom, file: path.join(root, receiptFolder(service), 'sbom.cdx.json') },
  ];
  const read = sources.map(async ({ type, file }): Promise<Artifact[]> => {
    const content = await fileOrNothing(file);
    return content ? [{ artifactType: type, mediaType: type, content }] : [];
  });
  return (await Promise.all(read)).flat();
}

/** Attaches what is not there yet, one after the other: they share the list of the digest's referrers. */
export async function attachAll(
  { registry }: Session,
  image: DigestReference,
  artifacts: readonly Artifact[],
): Promise<Attachment[]> {
  const attached: Attachment[] = [];
  for (const artifact of artifacts) {
    const { digest } = await attachReferrer(registry, image, artifact);
    attached.push({ artifactType: artifact.artifactType, digest, content: digestOf(artifact.content) });
  }
  return attached;
}

/** The attachments of an earlier publication, if they are of the same bytes. */
export function sameAttachments(
  earlier: readonly Attachment[],
  artifacts: readonly Artifact[],
): readonly Attachment[] | undefined {
  const wanted = artifacts.map(({ artifactType, content }) => `${artifactType} ${digestOf(content)}`);
  const known = earlier.map(({ artifactType, content }) => `${artifactType} ${content}`);
  return wanted.join('\n') === known.join('\n') ? earlier : undefined;
}
