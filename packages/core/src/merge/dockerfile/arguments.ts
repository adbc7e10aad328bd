import { uniqueNames } from '../tree/names';
import { branchSays, entrySays, sayOf, type Branch, type Entry, type Leaf, type Value } from '../tree/tree';
import type { Instruction } from './scan';
import { wordsOf, type Word } from './words';

/** What a word of an instruction is called and recognised by; `split`: its value begins after that many characters. */
interface Known {
  readonly name: string;
  readonly split: number;
  readonly isKeyed: boolean;
}

const unquoted = (text: string): string => text.replace(/(["'])((?:(?!\1)[^\\])*)\1/g, '$2');

const variable = (text: string): Known | undefined => {
  const name = /^["']?([\w.${}/-]+)["']?(=|$)/.exec(text);
  return name ? { name: name[1] ?? '', split: name[0].length, isKeyed: true } : undefined;
};

const flag = (text: string): Known | undefined => {
  const name = /^(--[\w-]+)(=|$)/.exec(text);
  return name ? { name: name[1] ?? '', split: name[0].length, isKeyed: true } : undefined;
};

const keyed = (name: string): Known => ({ name, split: 0, isKeyed: true });

const copied = (text: string, index: number, count: number): Known =>
  flag(text) ?? (index === count - 1 ? { ...keyed('destination') } : keyed(unquoted(text)));

const readers: Record<string, (text: string, index: number, count: number) => Known | undefined> = {
  ARG: variable,
  ENV: variable,
  LABEL: variable,
  FROM: (text) => flag(text) ?? keyed(/^as\s/i.test(text) ? 'as' : 'image'),
  COPY: copied,
  ADD: copied,
  EXPOSE: (text) => keyed(text),
};

function joinAs(words: readonly Word[], text: string): Word[] {
  const at = words.findIndex(({ start, end }) => /^as$/i.test(text.slice(start, end)));
  const [as, name] = [words[at], words[at + 1]];
  return as && name ? [...words.slice(0, at), { ...as, end: name.end }, ...words.slice(at + 2)] : [...words];
}

function leafOf(text: string, start: number, end: number): Leaf {
  const string = unquoted(text.slice(start, end));
  return { kind: 'leaf', says: JSON.stringify(string), start, end, form: 'plain', string };
}

function entryOf(text: string, word: Word, known: Known, keyword: string): Omit<Entry, 'name'> {
  const keyEnd = word.start + known.split;
  return {
    ...{ text, key: known.name, identities: [], keyword, props: '', value: leafOf(text, keyEnd, word.end) },
    ...{ start: word.before, leadEnd: word.start, contentStart: word.start, keyEnd, end: word.end },
    ...{ noteStart: word.end, noteEnd: word.end },
  };
}

function asBranch(
  text: string,
  instruction: Instruction,
  words: readonly Word[],
  known: readonly Known[],
): Branch {
  const { keywordEnd, textEnd, keyword } = instruction;
  const names = uniqueNames(known.map(({ name }) => name));
  const entries = words.map((word, index): Entry => ({
    ...entryOf(text, word, known[index] ?? keyed(''), keyword),
    key: names[index] ?? '',
    name: names[index] ?? '',
  }));
  const said = entries.map((entry) => entrySays(entry.key, sayOf(entry)));
  return {
    ...{
      kind: 'map',
      text,
      says: branchSays('map', said),
      start: keywordEnd,
      end: textEnd,
      layout: 'inline',
    },
    ...{
      joiner: '',
      indent: 0,
      isCompact: false,
      introEnd: keywordEnd,
      tailStart: textEnd,
      entries,
      isSet: false,
    },
  };
}

/** Words as they mean: without white space, continuations and the comments between continued lines. */
export function saysOfWords(text: string, { keyword, keywordEnd, textEnd, hasHeredoc }: Instruction): string {
  const words = hasHeredoc ? undefined : wordsOf(text, keywordEnd, textEnd, keyword !== 'RUN');
  return words
    ? words.map(({ start, end }) => text.slice(start, end)).join(' ')
    : text.slice(keywordEnd, textEnd).trim();
}

interface Named {
  readonly words: readonly Word[];
  readonly known: readonly Known[];
}

/** `ENV KEY value`, and lists in brackets. */
const isOld = (keyword: string, words: readonly string[]): boolean =>
  (keyword === 'ENV' && !words[0]?.includes('=')) || words.some((word) => word.startsWith('['));

/** The words of an instruction whose words have names; undefined: it has not, or is written in an old form. */
function named(text: string, { keyword, keywordEnd, textEnd, hasHeredoc }: Instruction): Named | undefined {
  const reader = readers[keyword];
  const found = hasHeredoc ? undefined : wordsOf(text, keywordEnd, textEnd, true);
  if (!reader || !found?.length) return undefined;
  const words = keyword === 'FROM' ? joinAs(found, text) : found;
  const texts = words.map(({ start, end }) => text.slice(start, end));
  const known = texts.flatMap((word, index) => reader(word, index, words.length) ?? []);
  return isOld(keyword, texts) || known.length < words.length ? undefined : { words, known };
}

/** What stands after the keyword: words that have names, or one text. */
export function readArguments(text: string, instruction: Instruction): Value {
  const { keywordEnd, textEnd } = instruction;
  const found = named(text, instruction);
  if (found) return asBranch(text, instruction, found.words, found.known);
  const blank = /^[ \t]*/.exec(text.slice(keywordEnd, textEnd))?.[0].length ?? 0;
  const start = Math.min(keywordEnd + blank, textEnd);
  const says = JSON.stringify(saysOfWords(text, instruction));
  return { kind: 'leaf', says, start, end: textEnd, form: 'atom', string: text.slice(start, textEnd) };
}
