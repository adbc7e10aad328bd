import { unwrap } from '@org/ci-core';
import {
  connectRegistry,
  copyImage,
  headManifest,
  listReferrers,
  listTags,
  parseReference,
  putTag,
  readImage,
  type DigestReference,
  type Image,
  type Repository,
} from '@org/ci-oci';
import { setTimeout as sleep } from 'node:timers/promises';

const registry = connectRegistry();
const repositoryOf = (name: string): Repository => {
  const { host, repository } = unwrap(parseReference(name));
  return { host, repository };
};
const at = (repository: string, digest: string): DigestReference => ({ ...repositoryOf(repository), digest });

/** A path of a registry that no earlier run has used. */
export const freshPath = (test: string): string => `${test}-${Date.now().toString(36)}`;

/** Digest that a tag names; undefined where there is none. */
export async function digestAt(repository: string, tag: string): Promise<string | undefined> {
  return (await headManifest(registry, { ...repositoryOf(repository), tag }))?.digest;
}

export const tagsOf = async (repository: string): Promise<string[]> =>
  (await listTags(registry, repositoryOf(repository))).sort();

export const hasDigest = async (repository: string, digest: string): Promise<boolean> =>
  (await headManifest(registry, at(repository, digest))) !== undefined;

export const imageAt = (repository: string, digest: string): Promise<Image> =>
  readImage(registry, at(repository, digest));

/** `artifactType digest` of everything that is attached to the digest, sorted. */
export async function referrersOf(repository: string, digest: string): Promise<string[]> {
  const { descriptors } = await listReferrers(registry, at(repository, digest));
  return descriptors.map((each) => `${each.artifactType ?? ''} ${each.digest}`).sort();
}

/** What somebody else's push does: the tag names another repository's image. */
export async function moveTag(from: string, digest: string, repository: string, tag: string): Promise<void> {
  const to = repositoryOf(repository);
  await copyImage(registry, at(from, digest), to);
  await putTag(registry, { ...to, digest }, tag);
}

/** What an administrator who cleans up does; resolves when the registry does not have it any more. */
export async function deleteDigest(repository: string, digest: string): Promise<void> {
  const { host, repository: name } = repositoryOf(repository);
  const url = `http://${host}/v2/${name}/manifests/${digest}`;
  const { status } = await fetch(url, { method: 'DELETE' });
  if (status !== 202) throw new Error(`DELETE ${url} was answered with ${status}`);
  while (await hasDigest(repository, digest)) await sleep(100);
}
