import type { Note } from './note.js';
import type { NoteRepository, PageRequest } from './note-repository.js';

export class InMemoryNoteRepository implements NoteRepository {
  readonly #notes = new Map<string, Note>();

  add(note: Note): Promise<void> {
    this.#notes.set(note.id, note);
    return Promise.resolve();
  }

  find(id: string): Promise<Note | undefined> {
    return Promise.resolve(this.#notes.get(id));
  }

  list({ limit, after = '' }: PageRequest): Promise<readonly Note[]> {
    const following = [...this.#notes.values()]
      .filter((note) => note.id > after)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    return Promise.resolve(following.slice(0, limit));
  }

  remove(id: string): Promise<boolean> {
    return Promise.resolve(this.#notes.delete(id));
  }
}
