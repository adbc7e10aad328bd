import { z } from 'zod';
import { RelativePath } from '../manifest/names';
import { parseJsonText } from '../problem/json';

/** A file that a log may speak of: one of the workspace, or the merge base of one, whose path is the longer. */
export const isJournalPath = (path: string): boolean =>
  RelativePath.safeParse(path.replace(/^\.ci\/base\/(.+)\.base$/, '$1')).success;

const Entry = z
  .strictObject({
    path: z.string().refine(isJournalPath),
    before: z.string().nullable().describe('sha256 of the bytes that were there; null: no file'),
    text: z.string().nullable().describe('What it is to hold; null: it is to go'),
    encoding: z.literal('base64').optional().describe('How `text` is written where its bytes are no UTF-8'),
    mode: z.int().min(0).max(0o777).optional(),
  })
  .refine(({ text, encoding }) => encoding === undefined || z.base64().safeParse(text).success);
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

const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** `text` and `encoding` of an entry whose file is to hold these bytes. */
export function journalText(bytes: Uint8Array): Pick<JournalEntry, 'text' | 'encoding'> {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { text: toBase64(bytes), encoding: 'base64' };
  }
}

/** What the file of an entry is to hold; undefined: it is to go. */
export function wholeOf({ text, encoding }: Pick<JournalEntry, 'text' | 'encoding'>): Uint8Array | undefined {
  if (text === null) return undefined;
  return encoding === undefined ? new TextEncoder().encode(text) : fromBase64(text);
}

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
export function isDue(entry: JournalEntry, { bytes, hash }: Held): boolean {
  const { before } = entry;
  const whole = wholeOf(entry);
  if (bytes === undefined) return whole !== undefined && before === null;
  if (whole === undefined) return hash === before;
  const isDone =
    bytes.length === whole.length &&
    isBeginning(bytes.subarray(0, -1), whole) &&
    bytes.at(-1) === whole.at(-1);
  return !isDone && (hash === before || isBeginning(bytes, whole));
}
