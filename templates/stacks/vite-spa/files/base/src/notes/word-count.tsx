import { useParts } from '../parts';
import type { Note } from './note';
import { useWordCount } from './use-word-count';

/** How many words a note has, as soon as somebody has counted them. */
export function WordCount({ note }: { readonly note: Note }) {
  const { notes, pollEveryMs } = useParts();
  const count = useWordCount(notes, note, pollEveryMs);
  if (count === undefined) return null;
  return (
    <span className="word-count" aria-live="polite">
      {count === null ? 'counting words…' : count === 1 ? '1 word' : `${count} words`}
    </span>
  );
}
