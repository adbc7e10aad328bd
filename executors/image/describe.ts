import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { formatPlatform, ImageConfig, Index, type Image, type PlatformImage } from '@org/ci-oci';
import type { LayoutNode } from './layout';

async function describePlatform(layout: string, node: LayoutNode): Promise<PlatformImage> {
  const [config, ...layers] = node.blobs;
  const configDigest = config?.digest ?? '';
  const text = await readFile(path.join(layout, 'blobs', ...configDigest.split(':')), 'utf8');
  return {
    platform: formatPlatform(ImageConfig.parse(JSON.parse(text))),
    digest: node.digest,
    size: layers.reduce((sum, { size }) => sum + size, 0),
    configDigest,
    layers: layers.map(({ digest, mediaType, size }) => ({ digest, mediaType, size })),
  };
}

/** What a layout's image is, in the words that packages/oci has for one in a registry. */
export async function describeLayout(layout: string, node: LayoutNode): Promise<Image> {
  const { digest, mediaType } = node;
  if (node.children.length === 0)
    return { digest, mediaType, platforms: [await describePlatform(layout, node)] };
  const named = Index.parse(JSON.parse(node.bytes.toString('utf8'))).manifests;
  const platforms = await Promise.all(
    node.children.map(async (child, index) => {
      const platform = named[index]?.platform;
      const described = await describePlatform(layout, child);
      return platform ? { ...described, platform: formatPlatform(platform) } : described;
    }),
  );
  return { digest, mediaType, platforms };
}
