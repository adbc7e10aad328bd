import { adopt, columnOf, formatEntry, isOnLines, lineIndent } from './adopt';
import { mergeBranch } from './branch';
import { losesComment } from './comments';
import { report, type Context, type Merged, type Three } from './context';
import { newerOf } from './leaf';
import { shift } from './indent';
import { matchEntries } from './match';
import { bodyOf, noteOf, sayOf, type Branch, type Entry } from './tree';

/** What becomes of an entry's value: it stays, becomes the standard's, or is a text made of both. */
export type Outcome = 'mine' | 'theirs' | Merged;

/** Records that both sides changed the entry; mine stays. */
export function conflict(context: Context, { base, mine, theirs, at }: Three): 'mine' {
  const text = (entry: Entry): string => formatEntry(context.syntax, entry, false);
  report(context, {
    ...{ at, kind: 'changed' },
    ...{ base: base ? text(base) : null, mine: text(mine), theirs: text(theirs) },
  });
  return 'mine';
}

const branchOf = (entry: Entry | undefined, like: Entry): Branch | undefined =>
  entry && entry.value.kind !== 'leaf' && entry.value.kind === like.value.kind ? entry.value : undefined;

/** Only mine has put an anchor or a tag there (or taken it away), or none has: mine's is that of the result. */
const hasOwnProps = ({ base, mine, theirs }: Three): boolean =>
  theirs.props === mine.props || theirs.props === base?.props;

/** Mine has the value that was there, with an anchor or a tag. */
const isAnchored = (base: Entry, { mine, theirs }: Three): boolean =>
  base.props === theirs.props && base.value.says === mine.value.says && [base, mine, theirs].every(isScalar);

const anchored = (context: Context, three: Three): Merged => ({
  text: scalarText(context, three),
  says: three.theirs.value.says,
});

function decideChanged(context: Context, three: Three): Outcome {
  const { base, mine, theirs } = three;
  if (base && sayOf(base) === sayOf(mine)) {
    const result = `${bodyOf(theirs)} ${noteOf(mine)}`;
    return losesComment(bodyOf(base), bodyOf(mine), result) ? conflict(context, three) : 'theirs';
  }
  if (base && isAnchored(base, three)) return anchored(context, three);
  const merged = base && (newerOf(base, mine, theirs) ?? context.syntax.mergeLeaf?.(base, mine, theirs));
  return merged ?? conflict(context, three);
}

const isSameForm = (a: Entry, b: Entry): boolean => isOnLines(a) === isOnLines(b) && a.isPair === b.isPair;

/** Mine is as the standard wrote it, comments and all. */
const isUntouched = (base: Entry, mine: Entry): boolean =>
  bodyOf(base) === bodyOf(mine) && base.props === mine.props && columnOf(base) === columnOf(mine);

/** Mine has brackets with nothing between them, and took nothing out that the standard still has. */
const isBare = (own: Branch, base: Branch | undefined, standard: Branch): boolean =>
  own.layout === 'inline' &&
  own.entries.length === 0 &&
  own.joiner !== '' &&
  matchEntries(base?.entries ?? [], standard.entries).size === 0;

/** What was something else, and is empty now: that is what one side says, and not that it has nothing to say. */
const isEmptied = (base: Entry | undefined, own: Branch, standard: Branch): boolean =>
  base !== undefined &&
  base.value.kind !== own.kind &&
  sayOf(base) !== 'null' &&
  (own.entries.length === 0 || standard.entries.length === 0);

/** Two branches entry by entry; undefined: they are none, or not of one kind. */
function decideBranches(context: Context, three: Three): Outcome | undefined {
  const { base, mine, theirs, at } = three;
  const [origin, own, standard] = [base, mine, theirs].map((entry) => branchOf(entry, mine));
  if (!own || !standard || !hasOwnProps(three) || isEmptied(base, own, standard)) return undefined;
  return isBare(own, origin, standard) && !context.isProposing
    ? 'theirs'
    : mergeBranch(context, origin, own, standard, at);
}

/** The value of an entry that both have: branches entry by entry, anything else as a whole. */
export function decideValue(context: Context, three: Three): Outcome {
  const { base, mine, theirs } = three;
  if (base && !context.isProposing && isUntouched(base, mine))
    return isSameForm(mine, theirs) || sayOf(base) !== sayOf(theirs) ? 'theirs' : 'mine';
  const merged = decideBranches(context, three);
  if (merged) return merged;
  const isMine = [mine, base].some((entry) => entry && sayOf(entry) === sayOf(theirs));
  return isMine ? 'mine' : decideChanged(context, three);
}

const isScalar = ({ value }: Entry): boolean =>
  value.kind === 'leaf' && value.form !== 'atom' && value.form !== 'lines' && value.start < value.end;

/** A scalar of the standard, in my quotes where I chose others. */
function scalarText(context: Context, { base, mine, theirs }: Three): string {
  const source = theirs.text.slice(theirs.value.start, theirs.value.end);
  const forms = [base, mine, theirs].map((entry) =>
    entry?.value.kind === 'leaf' ? entry.value.form : undefined,
  );
  const string = theirs.value.kind === 'leaf' ? theirs.value.string : undefined;
  const isRestyled = forms[0] !== undefined && forms[0] !== forms[1];
  if (!isRestyled || string === undefined || forms[1] === undefined) return source;
  return context.syntax.requote?.(string, forms[1]) ?? source;
}

const keyTextOf = ({ text, contentStart, keyEnd }: Entry): string => text.slice(contentStart, keyEnd);

/** The value of a pair as the other form has it: `KEY=value` without quotes, `KEY: value` with those it needs. */
function pairText({ syntax }: Context, mine: Entry, theirs: Entry): string | undefined {
  if (mine.isPair === theirs.isPair || theirs.value.kind !== 'leaf' || mine.value.start === mine.value.end)
    return undefined;
  const { string } = theirs.value;
  return string === undefined || mine.isPair ? string : syntax.requote?.(string, 'plain');
}

/**
 * The standard's value in my entry: the text of the value alone where both are scalars; else all after the key.
 * `text`: for an edit of mine from `start` to `end`; undefined: it cannot be written there.
 */
export function standardsValue(
  context: Context,
  three: Three,
): { start: number; end: number; text: string } | undefined {
  const { mine, theirs, into } = three;
  const { start, end } = mine.value;
  const paired = pairText(context, mine, theirs);
  if (paired !== undefined) return { start, end, text: paired };
  if (!isSameForm(mine, theirs)) {
    const body = adopt(context.syntax, theirs, into)?.body;
    return body === undefined ? undefined : { start: mine.contentStart, end: mine.end, text: body };
  }
  if (isScalar(mine) && isScalar(theirs) && mine.props === theirs.props)
    return { start, end, text: scalarText(context, three) };
  const by = isOnLines(mine) ? columnOf(mine) - columnOf(theirs) : lineIndent(mine) - lineIndent(theirs);
  return { start: mine.keyEnd, end: mine.end, text: shift(theirs.text.slice(theirs.keyEnd, theirs.end), by) };
}

/** The key as it is written: mine, unless the standard alone has changed it. */
export function keyOf({ base, mine, theirs }: Three): { text: string; key: string | undefined } {
  const isStandards = base !== undefined && base.key === mine.key && theirs.key !== mine.key;
  const entry = isStandards ? theirs : mine;
  return { text: keyTextOf(entry), key: entry.key };
}
