import { readDocument } from '../http/body';
import { apiUrl, formatWhere, pullScope, type Call } from '../http/call';
import { hasCode, RegistryError } from '../http/registry-error';
import type { DigestReference, Repository } from '../reference/reference';
import { isTag } from '../reference/grammar';
import { unwrap } from '@org/ci-core';
import { z } from 'zod';
import { parseJson } from '../content/manifest';
import { digestMismatch } from './digest-mismatch';
import { getManifest, headManifest, putManifest } from './manifests';
import { nextPage } from './pages';
import type { Registry } from './registry';

const TagList = z.looseObject({ tags: z.array(z.string()).nullish() });
const MAX_PAGES = 1000;

/** All tags of a repository, in the registry's order; none when the repository does not exist yet. */
export async function listTags(registry: Registry, repository: Repository): Promise<string[]> {
  const tags: string[] = [];
  let url: URL | undefined = apiUrl(repository, 'tags/list');
  for (let page = 0; url && page < MAX_PAGES; page++) {
    const read = await readPage(registry, repository, url);
    tags.push(...read.tags.filter(isTag));
    url = read.next;
  }
  return tags;
}

interface Page {
  readonly tags: readonly string[];
  readonly next: URL | undefined;
}

function readPage(registry: Registry, repository: Repository, url: URL): Promise<Page> {
  const call: Call = {
    host: repository.host,
    method: 'GET',
    url,
    scopes: [pullScope(repository)],
    expect: [200],
    unknown: 'repository-unknown',
  };
  const where = formatWhere(call.method, url);
  const work = registry.retry(() =>
    registry.attempt(call, async (response) => {
      const { tags } = unwrap(parseJson(TagList, await readDocument(response, where), where));
      return { tags: tags ?? [], next: nextPage(response.headers.get('link'), url) };
    }),
  );
  return work.catch((error: unknown) => {
    if (hasCode(error, 'repository-unknown')) return { tags: [], next: undefined };
    throw error;
  });
}

/**
 * Points a tag at a manifest that the repository already holds, then reads it back. Returns false when it did
 * already. The manifest is put by digest first, so that a registry that stores something else never gets to the tag.
 */
export async function putTag(registry: Registry, image: DigestReference, tag: string): Promise<boolean> {
  const named = { host: image.host, repository: image.repository, tag };
  if ((await headManifest(registry, named))?.digest === image.digest) return false;
  const { mediaType, bytes } = await getManifest(registry, image);
  await putManifest(registry, image, { mediaType, bytes });
  await putManifest(registry, image, { mediaType, bytes, tag });
  const stored = await getManifest(registry, named);
  if (stored.digest !== image.digest) throw tagMoved(tag, image.digest, stored.digest);
  return true;
}

function tagMoved(tag: string, expected: string, actual: string): RegistryError {
  const { problems } = digestMismatch(`tag ${tag}`, expected, actual);
  const fix =
    'somebody else moves the same tag at the same time, or the registry forbids moving it: run it again';
  return new RegistryError(
    { code: 'tag-moved', where: `tag ${tag}`, what: problems[0]?.what ?? '', fix },
    { retryable: false },
  );
}
