import { newerPin, parsePin } from '../pin/pin';
import { mergeLead } from '../tree/comments';

/** Parser directives by name, as they are written, and the comments after them. */
interface Intro {
  readonly directives: ReadonlyMap<string, string>;
  readonly rest: string;
}

const directive = /^#\s*(syntax|escape|check)\s*=.*\n/i;

function split(intro: string): Intro {
  const directives = new Map<string, string>();
  let rest = intro;
  for (let match = directive.exec(rest); match; match = directive.exec(rest)) {
    directives.set((match[1] ?? '').toLowerCase(), match[0]);
    rest = rest.slice(match[0].length);
  }
  return { directives, rest };
}

const pinOf = (line = ''): ReturnType<typeof parsePin> =>
  parsePin(line.slice(line.indexOf('=') + 1).trim(), '', 'image');

/** One directive; where both changed it, the newer version, and else mine: a file has no place for two. */
function decide(base?: string, mine?: string, theirs?: string): string | undefined {
  if (base === mine) return theirs;
  const [was, is, wanted] = [base, mine, theirs].map(pinOf);
  return was && is && wanted && newerPin(was, is, wanted) === 'theirs' ? theirs : mine;
}

/** The lines before the first instruction: parser directives, which count only at the top and once, and comments. */
export function mergeIntro(base: string, mine: string, theirs: string): string {
  const [was, is, wanted] = [base, mine, theirs].map(split) as [Intro, Intro, Intro];
  const names = [...new Set([...is.directives.keys(), ...wanted.directives.keys()])];
  const lines = names.map((name) =>
    decide(was.directives.get(name), is.directives.get(name), wanted.directives.get(name)),
  );
  return lines.join('') + mergeLead(was.rest, is.rest, wanted.rest);
}
