import type { ApiClient } from '../http/api-client';
import { Note, NotePage } from './note';

export interface NotesApi {
  list(cursor: string | undefined, signal?: AbortSignal): Promise<NotePage>;
  find(id: string, signal?: AbortSignal): Promise<Note>;
  create(text: string): Promise<Note>;
}

const path = '/v1/notes';

/** The resource /v1/notes of the configured API. */
export const createNotesApi = (call: ApiClient): NotesApi => ({
  list: (cursor, signal) =>
    call({
      method: 'GET',
      path: cursor === undefined ? path : `${path}?${new URLSearchParams({ cursor }).toString()}`,
      answer: NotePage,
      signal,
    }),
  find: (id, signal) =>
    call({ method: 'GET', path: `${path}/${encodeURIComponent(id)}`, answer: Note, signal }),
  create: (text) => call({ method: 'POST', path, body: { text }, answer: Note }),
});
