import { useEffect, useState } from 'react';
import { wait } from '../http/wait';
import type { Note } from './note';
import type { NotesApi } from './notes-api';

const longestMs = 60_000;

/** Asks until somebody has counted; null where nobody did in time. */
async function poll(
  notes: NotesApi,
  id: string,
  everyMs: number,
  signal: AbortSignal,
): Promise<number | null> {
  for (let waited = 0; waited < longestMs; waited += everyMs) {
    await wait(everyMs, signal);
    const { wordCount } = await notes.find(id, signal);
    if (wordCount !== null && wordCount !== undefined) return wordCount;
  }
  return null;
}

/** A note's number of words: null while it is counted elsewhere, undefined where the API does not count. */
export function useWordCount(
  notes: NotesApi,
  { id, wordCount }: Note,
  everyMs: number,
): number | null | undefined {
  const [counted, setCounted] = useState<number | null>(null);

  useEffect(() => {
    if (wordCount !== null) return;
    const left = new AbortController();
    // A failed look-up ends it: the note itself is here, and the next visit asks again.
    poll(notes, id, everyMs, left.signal).then(setCounted, () => undefined);
    return () => {
      left.abort();
    };
  }, [notes, id, wordCount, everyMs]);

  return wordCount === null ? counted : wordCount;
}
