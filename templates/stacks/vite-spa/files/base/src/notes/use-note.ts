import { useEffect, useState } from 'react';
import type { Note } from './note';
import type { NotesApi } from './notes-api';

export type NoteState =
  | { readonly id: string; readonly note: Note }
  | { readonly id: string; readonly error: unknown }
  | undefined;

/** One note; undefined while it is loaded. */
export function useNote(notes: NotesApi, id: string): NoteState {
  const [state, setState] = useState<NoteState>();

  useEffect(() => {
    const left = new AbortController();
    notes.find(id, left.signal).then(
      (note) => {
        if (!left.signal.aborted) setState({ id, note });
      },
      (error: unknown) => {
        if (!left.signal.aborted) setState({ id, error });
      },
    );
    return () => {
      left.abort();
    };
  }, [notes, id]);

  return state?.id === id ? state : undefined;
}
