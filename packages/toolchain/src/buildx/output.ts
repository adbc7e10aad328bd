/**
 * Where an image goes. `registry`: pushed by digest, no tag moves (BuildKit's own builders can, the docker driver cannot).
 * `oci`: a folder in OCI layout; blobs that are there are not sent again. `archive`: the same as a tar file with a name.
 */
export type Output =
  | { readonly kind: 'registry'; readonly repository: string; readonly insecure?: boolean }
  | { readonly kind: 'oci'; readonly dest: string }
  | { readonly kind: 'archive'; readonly dest: string; readonly name: string };

/** One CSV record (RFC 4180): paths may hold commas and quotes. */
const csv = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([key, value]) => `${key}=${value}`)
    .map((field) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');

/**
 * Value of `--output`. File times are rewritten to SOURCE_DATE_EPOCH, and compression is fixed, for the same digest
 * everywhere. `unpack=false,store=false`: the containerd image store refuses rewritten times otherwise.
 */
export function formatOutput(output: Output): string {
  const reproducible = { 'rewrite-timestamp': 'true', 'oci-mediatypes': 'true' };
  switch (output.kind) {
    case 'registry':
      return csv({
        type: 'image',
        name: output.repository,
        push: 'true',
        'push-by-digest': 'true',
        'name-canonical': 'true',
        ...reproducible,
        unpack: 'false',
        store: 'false',
        ...(output.insecure ? { 'registry.insecure': 'true' } : {}),
      });
    case 'oci':
      return csv({ type: 'oci', dest: output.dest, tar: 'false', ...reproducible });
    case 'archive':
      return csv({ type: 'oci', dest: output.dest, name: output.name, ...reproducible });
  }
}
