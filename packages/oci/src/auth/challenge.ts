/** One challenge of a WWW-Authenticate header. The scheme and the parameters' names are in lower case. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const MAX_HEADER = 8192;
const TOKEN = /[A-Za-z0-9!#$%&'*+.^_`|~-]+/y;
const SEPARATOR = /[ \t]*(?:,[ \t]*)*/y;
const PARAMETER =
  /([A-Za-z0-9!#$%&'*+.^_`|~-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([A-Za-z0-9!#$%&'*+./:=?@^_`|~-]+))/y;

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const skip = (text: string, at: number): number => at + (take(SEPARATOR, text, at)?.[0].length ?? 0);

function takeParameters(text: string, start: number): { parameters: Map<string, string>; end: number } {
  const parameters = new Map<string, string>();
  let at = skip(text, start);
  for (let found = take(PARAMETER, text, at); found; found = take(PARAMETER, text, at)) {
    const [whole, name = '', quoted, plain] = found;
    parameters.set(name.toLowerCase(), quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1'));
    at = skip(text, at + whole.length);
  }
  return { parameters, end: at };
}

/** The challenges of a WWW-Authenticate header (RFC 9110, 11.6.1), as far as it is well-formed. Never throws. */
export function parseChallenges(header: string | null): Challenge[] {
  const text = (header ?? '').slice(0, MAX_HEADER);
  const challenges: Challenge[] = [];
  let at = skip(text, 0);
  for (let scheme = take(TOKEN, text, at); scheme; scheme = take(TOKEN, text, at)) {
    const { parameters, end } = takeParameters(text, at + scheme[0].length);
    challenges.push({ scheme: scheme[0].toLowerCase(), parameters });
    at = end;
  }
  return challenges;
}
