import { readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ProblemError } from '@org/ci-core';
import { digestOf, Index, Manifest, mediaTypes, type Descriptor } from '@org/ci-oci';

/** One manifest or index of a layout, with what it is made of. */
export interface LayoutNode {
  readonly digest: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Config and layers; none of an index. */
  readonly blobs: readonly Descriptor[];
  /** Of an index. */
  readonly children: readonly LayoutNode[];
}

export const blobPath = (layout: string, digest: string): string =>
  path.join(layout, 'blobs', ...digest.split(':'));

function damaged(layout: string, cause: unknown): ProblemError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new ProblemError(
    {
      code: 'layout-invalid',
      where: layout,
      what: `is no whole OCI layout: ${said}`,
      fix: 'remove it and run image again',
    },
    { cause },
  );
}

async function readNode(layout: string, digest: string): Promise<LayoutNode> {
  const bytes = await readFile(blobPath(layout, digest));
  if (digestOf(bytes) !== digest) throw new Error(`${digest} is damaged`);
  const value = JSON.parse(bytes.toString('utf8')) as { mediaType?: string; manifests?: unknown };
  if (value.manifests === undefined) {
    const { config, layers, mediaType = mediaTypes.OCI_MANIFEST } = Manifest.parse(value);
    return { digest, mediaType, bytes, blobs: [config, ...layers], children: [] };
  }
  const { manifests, mediaType = mediaTypes.OCI_INDEX } = Index.parse(value);
  const children = await Promise.all(manifests.map((entry) => readNode(layout, entry.digest)));
  return { digest, mediaType, bytes, blobs: [], children };
}

async function demandBlobs(layout: string, node: LayoutNode): Promise<void> {
  for (const { digest, size } of node.blobs) {
    const found = await stat(blobPath(layout, digest));
    if (found.size !== size) throw new Error(`${digest} has ${found.size} bytes, not ${size}`);
  }
  for (const child of node.children) await demandBlobs(layout, child);
}

/** The image of that digest in a layout, every blob of which has its length. Code: layout-invalid. */
export async function readLayout(layout: string, digest: string): Promise<LayoutNode> {
  try {
    const node = await readNode(layout, digest);
    await demandBlobs(layout, node);
    return node;
  } catch (error) {
    throw damaged(layout, error);
  }
}

/** Every digest that an image consists of. */
export const digestsOf = (node: LayoutNode): string[] => [
  node.digest,
  ...node.blobs.map(({ digest }) => digest),
  ...node.children.flatMap(digestsOf),
];

/** Removes what earlier images left. */
export async function pruneLayout(layout: string, node: LayoutNode): Promise<void> {
  const folder = path.join(layout, 'blobs', 'sha256');
  const keep = new Set(digestsOf(node).map((digest) => digest.replace('sha256:', '')));
  const names = await readdir(folder);
  await Promise.all(
    names.filter((name) => !keep.has(name)).map((name) => rm(path.join(folder, name), { force: true })),
  );
}
