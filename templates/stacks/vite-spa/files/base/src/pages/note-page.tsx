import { useParams } from 'react-router';
import { ApiError } from '../http/api-error';
import { useNote } from '../notes/use-note';
import { WordCount } from '../notes/word-count';
import { useParts } from '../parts';
import { ErrorMessage } from './error-message';
import { NotFoundPage } from './not-found-page';
import { Page } from './page';

/** Malformed ids and unknown ones look the same from here. */
const isUnknown = (error: unknown): boolean =>
  error instanceof ApiError && [400, 404].includes(error.response?.status ?? 0);

/** `/notes/:id`: one note, also when somebody arrives here first. */
export function NotePage() {
  const { id = '' } = useParams();
  const state = useNote(useParts().notes, id);
  if (state && 'error' in state && isUnknown(state.error)) return <NotFoundPage />;
  return (
    <Page title="Note">
      {!state && <p role="status">Loading…</p>}
      {state && 'error' in state && <ErrorMessage error={state.error} />}
      {state && 'note' in state && (
        <article>
          <p className="text">{state.note.text}</p>
          <p>
            <time dateTime={state.note.createdAt}>{new Date(state.note.createdAt).toLocaleString()}</time>{' '}
            <WordCount note={state.note} />
          </p>
        </article>
      )}
    </Page>
  );
}
