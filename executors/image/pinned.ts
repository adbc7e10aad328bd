const pinned = /@sha256:[0-9a-f]{64}$/;

const captures = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? '');

/** `$X` or `${X}` and nothing else: the default of the argument. */
function defaultOf(token: string, dockerfile: string): string {
  const name = /^\$\{?(\w+)\}?$/.exec(token)?.[1];
  if (name === undefined) return token;
  const [value = '', ...others] = captures(dockerfile, new RegExp(`^\\s*ARG\\s+${name}=(\\S+)`, 'gim'));
  return others.length === 0 ? value : '';
}

/**
 * Pure: whether all that a Dockerfile takes from outside its context is named by digest, so that building it again would
 * look for nothing newer. What is not plainly so (ADD may fetch, a frontend or an image by its tag) is none.
 * Downloads within a step are the builder's to repeat: its own cache does not repeat them either.
 */
export function isPinned(dockerfile: string): boolean {
  if (/^\s*(#\s*syntax\s*=|ADD\s|ONBUILD\s)/im.test(dockerfile)) return false;
  const stages = new Set(captures(dockerfile, /^\s*FROM\s.*\sAS\s+(\S+)\s*$/gim));
  const froms = captures(dockerfile, /^\s*FROM\s+(?:--\S+\s+)*(\S+)/gim);
  const sources = captures(dockerfile, /\bfrom=([^\s,]+)/gim);
  const isFixed = (token: string): boolean =>
    token === 'scratch' || stages.has(token) || pinned.test(defaultOf(token, dockerfile));
  return (
    froms.length > 0 &&
    froms.every(isFixed) &&
    sources.every((token) => /^\d+$/.test(token) || isFixed(token))
  );
}
