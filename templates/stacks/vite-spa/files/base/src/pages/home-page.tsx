import { NewNoteForm } from '../notes/new-note-form';
import { NoteList } from '../notes/note-list';
import { useNoteList } from '../notes/use-note-list';
import { useParts } from '../parts';
import { Page } from './page';

/** `/`: all notes, and a form for another. */
export function HomePage() {
  const list = useNoteList(useParts().notes);
  return (
    <Page title="Notes">
      <NewNoteForm onCreated={list.add} />
      <NoteList list={list} />
    </Page>
  );
}
