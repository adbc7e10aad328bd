/** FNV-1a, 32 bits: not for security, only so that two long names stay two. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/** What tags of other kinds look like: commits, versions and timestamps, pull requests, OCI's fallback for referrers. */
const claimed = [/^[0-9a-f]{7,64}$/i, /^v?\d+([._].*)?$/i, /^pr-\d+$/, /^sha256-/, /^latest$/, /^branch-/];

const isClaimed = (text: string, words: readonly string[]): boolean =>
  claimed.some((pattern) => pattern.test(text)) ||
  words.some((word) => text === word || text.startsWith(`${word}-`));

/** At most `max` characters; what is cut gets a fingerprint of the whole name, so that two long names stay two. */
function shorten(text: string, whole: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 9).replace(/[-.]+$/, '')}-${fingerprint(whole)}`;
}

/**
 * A branch's name as part of a tag: everything but letters, digits and `. _ -` becomes a dash, as docker/metadata-action
 * does it (so `feature/a` and `feature-a` share a tag, as they do there). A name that could be taken for a tag of
 * another kind (latest, a version, a commit, one of `words`: prefixes and environments) gets `branch-` in front.
 * Returns undefined where nothing of the name is left.
 */
export function branchTag(branch: string, words: readonly string[], max: number): string | undefined {
  const text = branch
    .replace(/^refs\/heads\//, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .replace(/-+$/, '');
  if (text === '') return undefined;
  return shorten(isClaimed(text, words) ? `branch-${text}` : text, branch, max);
}
