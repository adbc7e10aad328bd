const kinds = ['{projectRoot}/', '!{projectRoot}/', '{workspaceRoot}/'] as const;

/** Globs that have neither braces nor commas of their own. */
const isPlain = (glob: string): boolean => !/[{},()\\]/.test(glob);

/** `a` of `[a]`, `{a,b}` of two. */
const oneOf = (globs: readonly string[]): string =>
  globs.length === 1 ? globs.join('') : `{${globs.join(',')}}`;

const kindOf = (input: unknown): (typeof kinds)[number] | undefined =>
  typeof input === 'string'
    ? kinds.find((kind) => input.startsWith(kind) && isPlain(input.slice(kind.length)))
    : undefined;

/**
 * The same inputs in as few entries as can be: globs of one root become one. Nx keeps, sends and writes an entry of its
 * own for each input of each target of each project, with where it comes from. The order of globs does not count.
 */
export function joinGlobs<T>(inputs: readonly (T | string)[]): (T | string)[] {
  const joined = kinds.flatMap((kind) => {
    const globs = inputs.filter((input) => kindOf(input) === kind) as string[];
    return globs.length === 0 ? [] : [`${kind}${oneOf(globs.map((glob) => glob.slice(kind.length)))}`];
  });
  return [...joined, ...inputs.filter((input) => kindOf(input) === undefined)];
}
