import { useState, type SyntheticEvent } from 'react';
import { messageOf } from '../http/api-error';
import { useParts } from '../parts';
import { longestText, type Note } from './note';

/** Creates a note; what was typed stays there when that fails. */
export function NewNoteForm({ onCreated }: { readonly onCreated: (note: Note) => void }) {
  const { notes } = useParts();
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>();

  const create = async (): Promise<void> => {
    setSending(true);
    setError(undefined);
    try {
      onCreated(await notes.create(text));
      setText('');
    } catch (failure) {
      setError(failure);
    } finally {
      setSending(false);
    }
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void create();
  };

  return (
    <form onSubmit={submit}>
      <label htmlFor="text">New note</label>
      <input
        id="text"
        value={text}
        maxLength={longestText}
        autoComplete="off"
        onChange={({ target }) => {
          setText(target.value);
        }}
      />
      <button type="submit" disabled={sending || text.trim() === ''}>
        Add
      </button>
      {error !== undefined && <p role="alert">{messageOf(error)}</p>}
    </form>
  );
}
