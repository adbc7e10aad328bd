import { Link } from 'react-router';
import { ErrorMessage } from '../pages/error-message';
import type { NoteList as Notes } from './use-note-list';
import { WordCount } from './word-count';

/** The notes loaded so far, and the way to more. */
export function NoteList({ list }: { readonly list: Notes }) {
  const { notes, loading, error, cursor, more } = list;
  return (
    <section aria-label="Notes" aria-busy={loading}>
      <ul className="notes">
        {notes.map((note) => (
          <li key={note.id}>
            <Link to={`/notes/${note.id}`}>{note.text}</Link> <WordCount note={note} />
          </li>
        ))}
      </ul>
      {loading && <p role="status">Loading…</p>}
      {!loading && !error && notes.length === 0 && <p>There are no notes yet.</p>}
      {error !== undefined && <ErrorMessage error={error} retry={more} />}
      {!loading && error === undefined && cursor !== null && (
        <button type="button" onClick={more}>
          Show more
        </button>
      )}
    </section>
  );
}
