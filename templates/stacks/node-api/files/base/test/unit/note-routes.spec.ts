import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { beforeEach, describe, expect, it } from 'vitest';
import { InMemoryNoteRepository } from '../../src/notes/in-memory-note-repository.js';
import type { NoteBody, NotePage } from '../../src/notes/note-schemas.js';
import { buildTestApp } from './app-fixture.js';

type Page = Static<typeof NotePage>;

const unknownId = '01890000-0000-7000-8000-000000000000';

describe('/v1/notes', () => {
  let app: FastifyInstance;

  beforeEach(async () => {
    app = await buildTestApp();
  });

  const post = (payload: object) => app.inject({ method: 'POST', url: '/v1/notes', payload });

  it('stores a note and serves it at its location', async () => {
    const created = await post({ text: 'hello' });
    expect(created.statusCode).toBe(201);
    const note = created.json<NoteBody>();
    expect(created.headers.location).toBe(`/v1/notes/${note.id}`);
    const read = await app.inject(`/v1/notes/${note.id}`);
    expect([read.statusCode, read.json()]).toEqual([200, note]);
  });

  it('removes a note once', async () => {
    const { id } = (await post({ text: 'hello' })).json<NoteBody>();
    const remove = () => app.inject({ method: 'DELETE', url: `/v1/notes/${id}` });
    expect((await remove()).statusCode).toBe(204);
    expect((await remove()).statusCode).toBe(404);
  });

  it('pages through all notes, oldest first', async () => {
    for (const text of ['a', 'b', 'c', 'd', 'e']) await post({ text });
    const pages: string[][] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const query: Record<string, string> = { limit: '2', ...(cursor ? { cursor } : {}) };
      const response = await app.inject({ url: '/v1/notes', query });
      const page = response.json<Page>();
      pages.push(page.items.map(({ text }) => text));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it.each([
    ['no text', {}, '#/body'],
    ['blank text', { text: '  ' }, '#/body/text'],
    ['text too long', { text: 'x'.repeat(2_001) }, '#/body/text'],
    ['an unknown property', { text: 'a', admin: true }, '#/body'],
  ])('refuses %s', async (_case, payload, pointer) => {
    const response = await post(payload);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({
      status: 400,
      title: 'Bad Request',
      instance: '/v1/notes',
      errors: [{ pointer }],
    });
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=bm9wZQ'])('refuses the page %s', async (query) => {
    expect((await app.inject(`/v1/notes?${query}`)).statusCode).toBe(400);
  });

  it('knows a malformed id from an unknown one', async () => {
    expect((await app.inject('/v1/notes/nope')).statusCode).toBe(400);
    expect((await app.inject(`/v1/notes/${unknownId}`)).statusCode).toBe(404);
  });

  it('keeps the reason of an unexpected error to itself', async () => {
    const notes = new InMemoryNoteRepository();
    notes.find = () => Promise.reject(new Error('password of the database'));
    app = await buildTestApp({ notes });
    const response = await app.inject(`/v1/notes/${unknownId}`);
    expect(response.statusCode).toBe(500);
    expect(response.json()).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      instance: `/v1/notes/${unknownId}`,
    });
  });
});
