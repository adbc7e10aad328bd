import { rm } from 'node:fs/promises';
import type { ImageReceipt } from '@org/ci-core';
import { connectRegistry, readImage } from '@org/ci-oci';
import { runChecked, runCommand } from '@org/ci-toolchain';
import { writeFolder } from '../../frame/testing/workspace';

/** Receipt of what a tag names in a registry, as the image executor would write it. */
export async function receiptOfTag(
  host: string,
  repository: string,
  tag: string,
  service: string,
): Promise<ImageReceipt> {
  const image = await readImage(connectRegistry(), { host, repository, tag });
  return {
    schema: 1,
    service,
    repository: `${host}/${repository}`,
    digest: image.digest,
    mediaType: image.mediaType,
    platforms: image.platforms.map(({ platform, digest, size }) => ({ platform, digest, size })),
  };
}

/** Builds files (with a Dockerfile among them) and pushes the image to `host/service`. */
export async function pushImage(
  host: string,
  service: string,
  files: Readonly<Record<string, string>>,
): Promise<ImageReceipt> {
  const folder = await writeFolder(files);
  try {
    const reference = `${host}/${service}:test`;
    const args = ['buildx', 'build', '--push', '--provenance=false', '--tag', reference, folder];
    await runChecked(runCommand, { tool: 'docker', args });
    return await receiptOfTag(host, service, 'test', service);
  } finally {
    await rm(folder, { recursive: true });
  }
}
