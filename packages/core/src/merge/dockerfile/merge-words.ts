import { mergeLines, mergeSequences, type Joining } from '../sequence/merge';
import type { Merged } from '../tree/context';
import type { Entry } from '../tree/tree';
import { wordsOf } from './words';

/** A word, and the white space or continuation before it. */
interface Spelt {
  readonly gap: string;
  readonly word: string;
}

const sourceOf = ({ text, value }: Entry): string => text.slice(value.start, value.end);

const spell = (source: string, keyword: string): Spelt[] | undefined =>
  wordsOf(source, 0, source.length, keyword !== 'RUN')?.map(({ before, start, end }) => ({
    gap: source.slice(before, start),
    word: source.slice(start, end),
  }));

const isHeredoc = (source: string): boolean => /<<-?\s*["']?[A-Za-z_]/.test(source);

const isNext = (words: readonly Spelt[]): boolean => /^(&&|\|\||;)$/.test(words[0]?.word ?? '');

/** Names of packages, and options: of several at one place the order does not matter. */
const isLoose = (words: readonly Spelt[]): boolean =>
  words.every(({ word }) => /^(--?[\w-]+(=\S*)?|@?[a-z0-9][\w.+@/-]*(==?\S+)?)$/i.test(word));

/** What is added to a command, and the commands after it. */
function split(words: readonly Spelt[]): [Spelt[], Spelt[]] {
  const next = words.findIndex((_, index) => isNext(words.slice(index)));
  const end = next < 0 ? words.length : next;
  return [words.slice(0, end), words.slice(end)];
}

/** Both add to one command: options and packages in any order, further commands after them, the standard's first. */
const joining: Joining<Spelt> = (mine, theirs) => {
  const [own, ownNext] = split(mine);
  const [standard, next] = split(theirs);
  return isLoose(own) && isLoose(standard) ? [...standard, ...own, ...next, ...ownNext] : undefined;
};

/** Argument lists, and what is one word. */
const whole = new Set(['CMD', 'ENTRYPOINT', 'SHELL', 'USER', 'WORKDIR', 'STOPSIGNAL']);

function mergeHeredocs(sources: readonly [string, string, string]): Merged | undefined {
  const [base, mine, theirs] = sources.map((source) => source.split('\n')) as [string[], string[], string[]];
  const text = mergeLines(base, mine, theirs)?.join('\n');
  return text === undefined ? undefined : { text, says: JSON.stringify(text) };
}

/** The commands of a RUN merged word by word; lists of arguments are one value, and heredocs merge by line. */
export function mergeWords(base: Entry, mine: Entry, theirs: Entry): Merged | undefined {
  if (mine.keyword === undefined || whole.has(mine.keyword)) return undefined;
  const sources: [string, string, string] = [sourceOf(base), sourceOf(mine), sourceOf(theirs)];
  if (sources.some(isHeredoc)) return mergeHeredocs(sources);
  const [was, is, wanted] = sources.map((source) => spell(source, mine.keyword ?? ''));
  if (!was || !is || !wanted) return undefined;
  const merged = mergeSequences(was, is, wanted, ({ word }) => word, joining);
  if (!merged) return undefined;
  const text = merged.map(({ gap, word }, index) => (index === 0 ? word : (gap || ' ') + word)).join('');
  return { text, says: JSON.stringify(merged.map(({ word }) => word).join(' ')) };
}
