import * as v from 'valibot';

export const Note = v.object({
  id: v.string(),
  text: v.string(),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Null while nobody has counted yet; not there where the API does not count. */
  wordCount: v.optional(v.nullable(v.number())),
});
export type Note = v.InferOutput<typeof Note>;

export const NotePage = v.object({
  /** Oldest first. */
  items: v.array(Note),
  /** Opaque; null on the last page. */
  nextCursor: v.nullable(v.string()),
});
export type NotePage = v.InferOutput<typeof NotePage>;

/** As the API has it. */
export const longestText = 2_000;
