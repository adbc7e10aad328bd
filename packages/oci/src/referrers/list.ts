import { unwrap } from '@org/ci-core';
import { Index, parseJson, type Descriptor } from '../content/manifest';
import { OCI_INDEX } from '../content/media-types';
import { readDocument } from '../http/body';
import { apiUrl, formatWhere, pullScope, type Call } from '../http/call';
import { hasCode } from '../http/registry-error';
import type { DigestReference } from '../reference/reference';
import { getManifest } from '../client/manifests';
import { nextPage } from '../client/pages';
import type { Registry } from '../client/registry';
import { fallbackTag } from './fallback-index';

export interface Referrers {
  /** The registry's referrers API, or the tag `sha256-<hex>` where it has none. */
  readonly via: 'api' | 'tag';
  readonly descriptors: readonly Descriptor[];
}

interface Page {
  readonly descriptors: readonly Descriptor[];
  readonly next?: URL | undefined;
}

const MAX_PAGES = 100;

/** What registries without the API answer: 404 by the specification, others in practice. */
const WITHOUT_API = [400, 404, 405, 406];

/** undefined: this registry has no referrers API. */
function readPage(registry: Registry, subject: DigestReference, url: URL): Promise<Page | undefined> {
  const call: Call = {
    host: subject.host,
    method: 'GET',
    url,
    scopes: [pullScope(subject)],
    headers: { accept: OCI_INDEX },
    expect: [200, ...WITHOUT_API],
    unknown: 'repository-unknown',
  };
  const where = formatWhere(call.method, url);
  return registry.retry(() =>
    registry.attempt(call, async (response) => {
      const isIndex = response.headers.get('content-type')?.startsWith(OCI_INDEX) ?? false;
      if (response.status !== 200 || !isIndex) return undefined;
      const { manifests } = unwrap(parseJson(Index, await readDocument(response, where), where));
      return { descriptors: manifests, next: nextPage(response.headers.get('link'), url) };
    }),
  );
}

async function readApi(registry: Registry, subject: DigestReference): Promise<Descriptor[] | undefined> {
  const descriptors: Descriptor[] = [];
  let url: URL | undefined = apiUrl(subject, `referrers/${subject.digest}`);
  for (let count = 0; url && count < MAX_PAGES; count++) {
    const page: Page | undefined = await readPage(registry, subject, url);
    if (!page) return undefined;
    descriptors.push(...page.descriptors);
    url = page.next;
  }
  return descriptors;
}

/** The index under the fallback tag; undefined when there is none. */
export async function getFallbackIndex(
  registry: Registry,
  { host, repository, digest }: DigestReference,
): Promise<Index | undefined> {
  try {
    const { content } = await getManifest(registry, { host, repository, tag: fallbackTag(digest) });
    return content.kind === 'index' ? content.index : undefined;
  } catch (error) {
    if (hasCode(error, 'manifest-unknown')) return undefined;
    throw error;
  }
}

/** Everything that is attached to a manifest, by API or fallback tag; of one artifact type if that is given. */
export async function listReferrers(
  registry: Registry,
  subject: DigestReference,
  artifactType?: string,
): Promise<Referrers> {
  const wanted = (all: readonly Descriptor[]): readonly Descriptor[] =>
    artifactType === undefined ? all : all.filter((each) => each.artifactType === artifactType);
  const listed = await readApi(registry, subject);
  if (listed) return { via: 'api', descriptors: wanted(listed) };
  const index = await getFallbackIndex(registry, subject);
  return { via: 'tag', descriptors: wanted(index?.manifests ?? []) };
}
