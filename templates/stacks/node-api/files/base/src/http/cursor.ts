import { HttpProblem } from './problem.js';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Cursors are opaque to clients, so that the sort key may change without breaking them. */
export function formatCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

export function parseCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!uuid.test(id)) throw new HttpProblem(400, 'The cursor is not one that this API handed out.');
  return id;
}
