import { z } from 'zod';

/**
 * What could not be decided by merging. `changed`: both sides changed it · `deleted-by-you`: you deleted it, the standard
 * changed it · `deleted-by-standard`: the other way round · `order`: both changed the order · `file`: the file as a whole,
 * because its structure cannot be understood · `proposed`: the file is older than the standard, which would change this.
 */
export const ConflictKind = z.enum([
  'changed',
  'deleted-by-you',
  'deleted-by-standard',
  'order',
  'file',
  'proposed',
]);
export type ConflictKind = z.infer<typeof ConflictKind>;

/** One place of a file for which a person has to decide. The file holds `mine` meanwhile. Texts have LF line ends. */
export const Conflict = z.strictObject({
  at: z.string().describe('Address in the file, e.g. jobs.verify.steps[check].run; empty: the whole file'),
  kind: ConflictKind,
  base: z.string().nullable().describe('Text that both sides started from; null: was not there'),
  mine: z.string().nullable().describe('Text in the file; null: not there'),
  theirs: z.string().nullable().describe('Text that the standard wants; null: to be removed'),
  after: z
    .string()
    .optional()
    .describe(
      'Where mine is null: the names of what it follows, one a line, the nearest first; an empty one: it is the first',
    ),
});
export type Conflict = z.infer<typeof Conflict>;
