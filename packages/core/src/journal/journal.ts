import { z } from 'zod';
import { RelativePath } from '../manifest/names';
import { parseJsonText } from '../problem/json';

const Entry = z.strictObject({
  path: RelativePath,
  before: z.string().nullable().describe('sha256 of the bytes that were there; null: no file'),
  text: z.string().nullable().describe('What it is to hold; null: it is to go'),
  mode: z.int().min(0).max(0o777).optional(),
});
export type JournalEntry = z.infer<typeof Entry>;

/**
 * `.ci/journal.json`: a redo log, as databases have it. It is written whole before the first file of a run, so that a run
 * which is ended midway is carried out by the next one, and a file that was half written is made whole.
 */
const Journal = z.strictObject({ schema: z.literal(1), changes: z.array(Entry) });

/** Two places: while one run repeats what another left, neither log is overwritten. */
export const journalPaths = ['.ci/journal.json', '.ci/journal.next.json'] as const;

/** Text of a journal → its changes; undefined where the text is not whole: then no file was touched yet. */
export function parseJournal(text: string): readonly JournalEntry[] | undefined {
  const read = parseJsonText(text);
  const parsed = read.ok ? Journal.safeParse(read.value) : undefined;
  return parsed?.data?.changes;
}

export const formatJournal = (changes: readonly JournalEntry[]): string =>
  `${JSON.stringify({ schema: 1, changes })}\n`;

/** What a file holds now. */
export interface Held {
  /** Undefined: there is no file. */
  readonly bytes: Uint8Array | undefined;
  /** sha256 of the bytes. */
  readonly hash: string | null;
}

/** Opening a file for writing empties it, and what follows arrives in order: what is left of an ended write is a beginning. */
const isBeginning = (bytes: Uint8Array, whole: Uint8Array): boolean =>
  bytes.length < whole.length && bytes.every((byte, index) => byte === whole[index]);

/**
 * Whether a change of a journal is still to be carried out: the file is as it was before, or half written. One that holds
 * anything else was edited since, and is left alone.
 */
export function isDue({ before, text }: JournalEntry, { bytes, hash }: Held): boolean {
  const whole = text === null ? undefined : new TextEncoder().encode(text);
  if (bytes === undefined) return whole !== undefined && before === null;
  if (whole === undefined) return hash === before;
  const isDone =
    bytes.length === whole.length &&
    isBeginning(bytes.subarray(0, -1), whole) &&
    bytes.at(-1) === whole.at(-1);
  return !isDone && (hash === before || isBeginning(bytes, whole));
}
