import type { Conflict } from './conflict';
import { isLossy } from '../reconcile/line-ends';
import { kindOf } from './kind';
import { toPlain, withEndsOf } from './line-ends';
import { syntaxes } from './syntaxes';
import { mergeLines } from './sequence/merge';
import { mergeBranch } from './tree/branch';
import type { Context, Syntax } from './tree/context';
import { closeConflicts, rootSpot } from './tree/spot';
import type { Branch } from './tree/tree';

/** Three versions of a file: what the standard rendered before, what there is now, what the standard renders now. */
export interface Sides {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

export interface MergedFile {
  /** Mine with the standard's changes in it; where a person has to decide, as mine has it. */
  readonly text: string;
  readonly conflicts: readonly Conflict[];
}

const marked = /^(<{7}|>{7}|\|{7})( |$)/m;

/** The file as a whole has to be decided on: mine stays. */
function undecided({ base, mine, theirs }: Sides): MergedFile {
  const text = (raw: string): string => toPlain(raw).text;
  const conflict: Conflict = {
    at: '',
    kind: 'file',
    base: text(base),
    mine: text(mine),
    theirs: text(theirs),
  };
  return { text: mine, conflicts: [conflict] };
}

function mergeText(sides: Sides): MergedFile {
  const [base, mine, theirs] = [sides.base, sides.mine, sides.theirs].map((raw) =>
    toPlain(raw).text.split('\n'),
  ) as [string[], string[], string[]];
  const merged = mergeLines(base, mine, theirs);
  return merged ? { text: withEndsOf(sides.mine, merged.join('\n')), conflicts: [] } : undecided(sides);
}

/** What comes into mine is written in mine's manner, where the syntax knows of one. */
const writtenLike = ({ writtenLike: write }: Syntax, mine: string, text: string): string =>
  write?.(mine, text) ?? text;

const isStream = (branch: Branch): boolean => branch.entries.length > 1;

function mergeTree(syntax: Syntax, sides: Sides): MergedFile {
  const [was, is, wanted] = [toPlain(sides.base).text, toPlain(sides.mine).text, toPlain(sides.theirs).text];
  const texts = [writtenLike(syntax, is, was), is, writtenLike(syntax, is, wanted)];
  const [base, mine, theirs] = texts.map(syntax.parse);
  if (!base || !mine || !theirs) return undecided(sides);
  const context: Context = {
    syntax,
    conflicts: [],
    isProposing: false,
  };
  const merged = mergeBranch(context, base, mine, theirs, rootSpot());
  const result = syntax.parse(merged.text);
  if (result?.says !== merged.says) return undecided(sides);
  if (syntax.isWhole?.(merged.text, texts) === false) return undecided(sides);
  const conflicts = closeConflicts(result, context.conflicts, [base, mine, theirs, result].some(isStream));
  return { text: withEndsOf(sides.mine, merged.text), conflicts };
}

/** Nesting beyond what the stack holds is the one thing that parsing and merging throw for. */
function unlessTooDeep<T>(run: () => T, otherwise: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) return otherwise();
    throw error;
  }
}

/** Nothing but comments: there is no structure that they could belong to, and lines are all that there is. */
const isBare = (raw: string): boolean => !/^[^\S\n]*[^\s#]/m.test(toPlain(raw).text);

function mergeApart(path: string, sides: Sides): MergedFile {
  if (marked.test(sides.mine) || isLossy(sides.mine)) return undecided(sides);
  const syntax = syntaxes[kindOf(path)];
  return syntax && !isBare(sides.mine)
    ? unlessTooDeep(
        () => mergeTree(syntax, sides),
        () => undecided(sides),
      )
    : mergeText(sides);
}

/**
 * Carries the standard's changes (`base` → `theirs`) into `mine`, by the structure of the file: YAML and JSON by key,
 * Dockerfiles by stage and instruction, other files by line. What both sides changed stays as in `mine` and is returned
 * as a conflict. The result is as valid as `mine` is; nothing of `mine` is lost, nor written in another way.
 */
export function mergeFile(path: string, sides: Sides): MergedFile {
  const { base, mine, theirs } = sides;
  if (base === theirs || mine === theirs) return { text: mine, conflicts: [] };
  if (base === mine) return { text: theirs, conflicts: [] };
  const plain = (raw: string): string => toPlain(raw).text;
  const [was, is, wanted] = [plain(base), plain(mine), plain(theirs)];
  if (was === wanted || is === wanted) return { text: mine, conflicts: [] };
  if (was === is) return { text: withEndsOf(mine, wanted), conflicts: [] };
  return mergeApart(path, sides);
}

/**
 * What the standard would change in a file that it did not write (adoption): each place where `theirs` has something
 * that `mine` lacks or has otherwise. What only `mine` has stays, and is not proposed to be removed.
 */
export function proposals(path: string, mine: string, theirs: string): Conflict[] {
  const [is, wanted] = [toPlain(mine).text, toPlain(theirs).text];
  if (is === wanted) return [];
  const syntax = syntaxes[kindOf(path)];
  const whole: Conflict[] = [{ at: '', kind: 'proposed', base: null, mine: is, theirs: wanted }];
  if (!syntax || marked.test(mine) || isLossy(mine)) return whole;
  return unlessTooDeep(
    () => {
      const [own, standard] = [syntax.parse(is), syntax.parse(writtenLike(syntax, is, wanted))];
      if (!own || !standard) return whole;
      const context: Context = {
        syntax,
        conflicts: [],
        isProposing: true,
      };
      mergeBranch(context, undefined, own, standard, rootSpot());
      return closeConflicts(own, context.conflicts, [own, standard].some(isStream));
    },
    () => whole,
  );
}
