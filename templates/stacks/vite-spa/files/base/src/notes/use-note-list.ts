import { useEffect, useReducer, useState } from 'react';
import type { Note } from './note';
import { beforeFirstPage, reduceNoteList, type NoteListState } from './note-list-state';
import type { NotesApi } from './notes-api';

export interface NoteList extends NoteListState {
  /** The next page, or the one that failed once more. */
  readonly more: () => void;
  readonly add: (note: Note) => void;
}

/** Pages of notes as they are asked for, and those created here. */
export function useNoteList(notes: NotesApi): NoteList {
  const [state, dispatch] = useReducer(reduceNoteList, beforeFirstPage);
  const [request, setRequest] = useState<{ cursor: string | undefined }>({ cursor: undefined });

  useEffect(() => {
    const left = new AbortController();
    notes.list(request.cursor, left.signal).then(
      (page) => {
        if (!left.signal.aborted) dispatch({ type: 'loaded', page });
      },
      (error: unknown) => {
        if (!left.signal.aborted) dispatch({ type: 'failed', error });
      },
    );
    return () => {
      left.abort();
    };
  }, [notes, request]);

  const more = (): void => {
    dispatch({ type: 'loading' });
    setRequest({ cursor: state.cursor ?? undefined });
  };
  const add = (note: Note): void => {
    dispatch({ type: 'created', note });
  };
  return { ...state, more, add };
}
