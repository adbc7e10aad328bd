import type { Note } from './note.js';

export interface PageRequest {
  readonly limit: number;
  /** Id of the last note of the previous page. */
  readonly after?: string | undefined;
}

export interface NoteRepository {
  add(note: Note): Promise<void>;
  find(id: string): Promise<Note | undefined>;
  /** Oldest first. */
  list(page: PageRequest): Promise<readonly Note[]>;
  /** False when there was nothing to remove. */
  remove(id: string): Promise<boolean>;
}
