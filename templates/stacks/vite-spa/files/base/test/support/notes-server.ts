import type { Note } from '../../src/notes/note';

const json = (status: number, body: unknown, type = 'application/json'): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });

const problem = (status: number, detail: string): Response =>
  json(status, { type: 'about:blank', title: 'Problem', status, detail }, 'application/problem+json');

const pageSize = 2;

/** An API in memory that answers as the real one does, two notes a page; `calls` says what was asked. */
export class NotesServer {
  readonly calls: string[] = [];
  readonly notes: Note[] = [];
  /** Answers that come before the usual ones. */
  readonly next: (Response | Error)[] = [];
  counts = false;

  add(text: string): Note {
    const id = `n${this.notes.length + 1}`;
    const note = {
      id,
      text,
      createdAt: '2026-01-02T03:04:05.123456Z',
      ...(this.counts ? { wordCount: null } : {}),
    };
    this.notes.push(note);
    return note;
  }

  readonly fetch: typeof globalThis.fetch = (input, init = {}) => {
    init.signal?.throwIfAborted();
    const { pathname, searchParams } = new URL(input as string);
    const method = init.method ?? 'GET';
    this.calls.push(`${method} ${pathname}`);
    const planned = this.next.shift();
    if (planned instanceof Error) return Promise.reject(planned);
    return Promise.resolve(planned ?? this.#answer(method, pathname, searchParams, init.body as string));
  };

  #answer(method: string, pathname: string, query: URLSearchParams, body: string): Response {
    if (method === 'POST') return json(201, this.add((JSON.parse(body) as Note).text));
    const id = pathname.split('/')[3];
    if (id === undefined) return json(200, this.#page(Number(query.get('cursor') ?? 0)));
    const note = this.notes.find((each) => each.id === id);
    return note ? json(200, note) : problem(404, 'There is no note with this id.');
  }

  #page(from: number): object {
    const to = from + pageSize;
    return { items: this.notes.slice(from, to), nextCursor: to < this.notes.length ? String(to) : null };
  }

  refuse(status: number, detail: string): void {
    this.next.push(problem(status, detail));
  }
}
