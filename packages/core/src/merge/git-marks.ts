/** Both versions of a text that git could not merge. */
export interface MarkedSides {
  readonly ours: string;
  readonly theirs: string;
}

type Place = 'common' | 'ours' | 'base' | 'theirs';

/** What git writes around lines that both branches changed (merge.conflictStyle merge, diff3 and zdiff3): where it leads, and from where. */
const marks: readonly { readonly is: RegExp; readonly to: Place; readonly from: readonly Place[] }[] = [
  { is: /^<{7} /, to: 'ours', from: ['common'] },
  { is: /^\|{7}( |$)/, to: 'base', from: ['ours'] },
  { is: /^={7}$/, to: 'theirs', from: ['ours', 'base'] },
  { is: /^>{7} /, to: 'common', from: ['theirs'] },
];

/** Where a line leads that is a mark; undefined: it is none here; `wrong`: it is out of its order. */
function after(line: string, place: Place): Place | 'wrong' | undefined {
  const mark = marks.find(({ is }) => is.test(line));
  if (mark === undefined) return undefined;
  if (mark.from.includes(place)) return mark.to;
  // what is no beginning and no end may stand in any text
  return place === 'common' && (mark.to === 'base' || mark.to === 'theirs') ? undefined : 'wrong';
}

/** The two versions of a text with git's conflict marks; undefined where it has none, or where somebody edited them. */
export function markedSides(text: string): MarkedSides | undefined {
  const sides = { ours: '', theirs: '' };
  let place: Place = 'common';
  let hasMarks = false;
  for (const line of text.split(/(?<=\n)/)) {
    const next = after(line.replace(/\r?\n$/, ''), place);
    if (next === 'wrong') return undefined;
    if (next !== undefined) {
      hasMarks = true;
      place = next;
      continue;
    }
    if (place === 'common' || place === 'ours') sides.ours += line;
    if (place === 'common' || place === 'theirs') sides.theirs += line;
  }
  return hasMarks && place === 'common' ? sides : undefined;
}

/** The same for a text that may have none: it is both of its versions then. */
export const sidesIn = (text: string): MarkedSides => markedSides(text) ?? { ours: text, theirs: text };
