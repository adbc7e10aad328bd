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

interface Stage {
  readonly base: string;
  /** Lower case, as names are compared; empty where it has none. */
  readonly name: string;
  /** Where its steps take files from. */
  readonly sources: readonly string[];
}

/** In order. */
const stagesOf = (dockerfile: string): Stage[] =>
  dockerfile.split(/^(?=[ \t]*FROM\s)/im).flatMap((text) => {
    const [from, base = '', name = ''] =
      /^[ \t]*FROM\s+(?:--\S+\s+)*(\S+)(?:[ \t]+AS[ \t]+(\S+))?/i.exec(text) ?? [];
    const sources = captures(text, /\bfrom=([^\s,]+)/gi);
    return from === undefined ? [] : [{ base, name: name.toLowerCase(), sources }];
  });

/** Whether a stage before has such a name or number: the stage's own name and later ones are taken for images' names. */
const isEarlier = (token: string, earlier: readonly string[]): boolean =>
  /^\d+$/.test(token) ? Number(token) < earlier.length : earlier.includes(token.toLowerCase());

/**
 * Pure: whether all that a Dockerfile takes from outside its context is named by digest, so that building it again would
 * look for nothing newer. What is not plainly so (ADD may fetch, a frontend or an image by its tag) is none.
 * Downloads within a step are the builder's to repeat: its own cache does not repeat them either.
 */
export function isPinned(dockerfile: string): boolean {
  if (/^\s*(#\s*syntax\s*=|ADD\s|ONBUILD\s)/im.test(dockerfile)) return false;
  const isFixed = (token: string): boolean =>
    token === 'scratch' || pinned.test(defaultOf(token, dockerfile));
  const stages = stagesOf(dockerfile);
  const names = stages.map(({ name }) => name);
  const isStageFixed = ({ base, sources }: Stage, index: number): boolean => {
    const earlier = names.slice(0, index);
    return (
      // a number is a stage for COPY alone
      (isFixed(base) || earlier.includes(base.toLowerCase())) &&
      sources.every((token) => isFixed(token) || isEarlier(token, earlier))
    );
  };
  return stages.length > 0 && stages.every(isStageFixed);
}
