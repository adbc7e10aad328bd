import type { Descriptor } from '../content/manifest';
import { OCI_MANIFEST } from '../content/media-types';
import { describeManifest, getManifest, headManifest, putManifest } from '../client/manifests';
import type { Registry } from '../client/registry';
import { uploadBlob } from '../client/upload';
import type { DigestReference } from '../reference/reference';
import { planArtifact, type Artifact } from './artifact';
import { registerReferrers } from './register';

/**
 * Attaches an artifact to a stored manifest (OCI 1.1 `subject`), listed by the referrers API or the fallback tag.
 * The same artifact again changes nothing. Returns its descriptor. Codes: manifest-unknown when the subject is not
 * there, referrer-not-listed, upload-cut, registry-….
 */
export async function attachReferrer(
  registry: Registry,
  subject: DigestReference,
  artifact: Artifact,
): Promise<Descriptor> {
  const planned = planArtifact(describeManifest(await getManifest(registry, subject)), artifact);
  const { digest } = planned.descriptor;
  const known = await headManifest(registry, { host: subject.host, repository: subject.repository, digest });
  let isIndexed = false;
  if (!known) {
    for (const blob of planned.blobs) await uploadBlob(registry, subject, blob, () => blob.bytes);
    ({ indexesReferrers: isIndexed } = await putManifest(registry, subject, {
      mediaType: OCI_MANIFEST,
      bytes: planned.bytes,
    }));
  }
  if (!isIndexed) await registerReferrers(registry, subject, [planned.descriptor]);
  return planned.descriptor;
}
