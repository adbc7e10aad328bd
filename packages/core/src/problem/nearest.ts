import { closest, distance } from 'fastest-levenshtein';

/** Longer words are no slips of the hand. */
const maxCharacters = 100;

/** The known word that was probably meant: at most half of it is different, or it was abbreviated. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  if (known.length === 0 || word.length > maxCharacters) return undefined;
  const whole = lower.length < 3 ? undefined : known.find((one) => one.toLowerCase().startsWith(lower));
  const best = whole ?? closest(lower, known);
  const allowed = Math.floor(Math.max(lower.length, best.length) / 2);
  return whole ?? (distance(lower, best.toLowerCase()) <= allowed ? best : undefined);
}

/** `did you mean port? ` and what there is, for a problem's fix. */
export function suggest(word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  const all = known.length > 0 ? `known: ${known.join(', ')}` : 'there is none';
  return meant === undefined ? all : `did you mean ${meant}? ${all}`;
}
