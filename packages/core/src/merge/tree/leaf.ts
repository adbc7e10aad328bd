import { isCommitPin, newerPin, parsePin } from '../pin/pin';
import { noteOf, type Entry } from './tree';

const pinText = ({ value }: Entry): string => (value.kind === 'leaf' ? (value.string ?? value.says) : '');

export const isPinned = (entry: Entry): boolean => isCommitPin(pinText(entry));

/** Which side has the newer version of one thing; undefined: not to be said. */
export function newerOf(base: Entry, mine: Entry, theirs: Entry): 'mine' | 'theirs' | undefined {
  const [was, is, wanted] = [base, mine, theirs].map((one) => parsePin(pinText(one), noteOf(one), one.name));
  return was && is && wanted ? newerPin(was, is, wanted) : undefined;
}
