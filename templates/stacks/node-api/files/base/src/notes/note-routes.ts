import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { formatCursor, parseCursor } from '../http/cursor.js';
import { HttpProblem, Problem } from '../http/problem.js';
import { createNote } from './note.js';
import type { NoteRepository } from './note-repository.js';
import {
  defaultLimit,
  formatNote,
  NewNoteBody,
  NoteBody,
  NotePage,
  NotePageQuery,
  NoteParams,
} from './note-schemas.js';

export interface NoteRoutesOptions {
  readonly notes: NoteRepository;
}

export const noteRoutes: FastifyPluginAsyncTypebox<NoteRoutesOptions> = async (app, { notes }) => {
  const tags = ['notes'];

  app.post(
    '',
    { schema: { tags, body: NewNoteBody, response: { 201: NoteBody, 400: Problem } } },
    async (request, reply) => {
      const note = createNote(request.body.text);
      await notes.add(note);
      return reply.code(201).header('location', `${app.prefix}/${note.id}`).send(formatNote(note));
    },
  );

  app.get(
    '',
    { schema: { tags, querystring: NotePageQuery, response: { 200: NotePage, 400: Problem } } },
    async ({ query: { limit = defaultLimit, cursor } }) => {
      const after = cursor === undefined ? undefined : parseCursor(cursor);
      // One more than asked for tells whether a next page exists.
      const found = await notes.list({ limit: limit + 1, after });
      const items = found.slice(0, limit);
      const last = found.length > limit ? items.at(-1) : undefined;
      return { items: items.map(formatNote), nextCursor: last ? formatCursor(last.id) : null };
    },
  );

  app.get(
    '/:id',
    { schema: { tags, params: NoteParams, response: { 200: NoteBody, 400: Problem, 404: Problem } } },
    async ({ params: { id } }) => {
      const note = await notes.find(id.toLowerCase());
      if (!note) throw noteNotFound();
      return formatNote(note);
    },
  );

  app.delete(
    '/:id',
    { schema: { tags, params: NoteParams, response: { 204: Type.Null(), 400: Problem, 404: Problem } } },
    async ({ params: { id } }, reply) => {
      if (!(await notes.remove(id.toLowerCase()))) throw noteNotFound();
      return reply.code(204).send(null);
    },
  );
};

function noteNotFound(): HttpProblem {
  return new HttpProblem(404, 'There is no note with this id.');
}
