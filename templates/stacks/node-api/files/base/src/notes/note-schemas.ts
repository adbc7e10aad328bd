import Type, { type Static } from 'typebox';
import type { Note } from './note.js';

export type NoteBody = Static<typeof NoteBody>;
export const NoteBody = Type.Object({
  id: Type.String({ format: 'uuid' }),
  text: Type.String(),
  createdAt: Type.String({ format: 'date-time' }),
});

// `\S` refuses text of nothing but white space, and PostgreSQL cannot store U+0000.
export const NewNoteBody = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 2_000, pattern: '^[^\\u0000]*\\S[^\\u0000]*$' }) },
  { additionalProperties: false },
);

export const NoteParams = Type.Object({ id: Type.String({ format: 'uuid' }) });

/** Notes on a page where the caller asks for no number. */
export const defaultLimit = 20;

export const NotePageQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ default: defaultLimit, minimum: 1, maximum: 100 })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
});

export const NotePage = Type.Object({
  items: Type.Array(NoteBody),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export function formatNote({ id, text, createdAt }: Note): NoteBody {
  return { id, text, createdAt: createdAt.toISOString() };
}
