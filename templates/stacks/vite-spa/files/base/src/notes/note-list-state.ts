import type { Note, NotePage } from './note';

export interface NoteListState {
  readonly loading: boolean;
  readonly notes: readonly Note[];
  /** Of the next page; null where there is none. */
  readonly cursor: string | null;
  readonly error?: unknown;
}

export type NoteListAction =
  | { readonly type: 'loading' }
  | { readonly type: 'loaded'; readonly page: NotePage }
  | { readonly type: 'failed'; readonly error: unknown }
  | { readonly type: 'created'; readonly note: Note };

export const beforeFirstPage: NoteListState = { loading: true, notes: [], cursor: null };

/** A note that was created here may come again with the last page. */
const join = (known: readonly Note[], more: readonly Note[]): readonly Note[] => [
  ...new Map([...known, ...more].map((note) => [note.id, note])).values(),
];

export function reduceNoteList(state: NoteListState, action: NoteListAction): NoteListState {
  switch (action.type) {
    case 'loading':
      return { loading: true, notes: state.notes, cursor: state.cursor };
    case 'loaded':
      return { loading: false, notes: join(state.notes, action.page.items), cursor: action.page.nextCursor };
    case 'failed':
      return { ...state, loading: false, error: action.error };
    case 'created':
      return { ...state, notes: join(state.notes, [action.note]) };
  }
}
