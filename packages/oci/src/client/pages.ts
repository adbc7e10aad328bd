const NEXT = /<([^<>]{1,4096})>\s*;[^,]*\brel="?next"?/i;

/** The next page of a Link header (RFC 8288), if it stays with the same registry. */
export function nextPage(link: string | null, current: URL): URL | undefined {
  const target = NEXT.exec((link ?? '').slice(0, 8192))?.[1];
  if (target === undefined || !URL.canParse(target, current.href)) return undefined;
  const url = new URL(target, current);
  // some registries behind a proxy name themselves http://: host and path are what counts
  return url.host === current.host ? new URL(url.pathname + url.search, current) : undefined;
}
