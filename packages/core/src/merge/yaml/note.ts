import type { Entry, Value } from '../tree/tree';
import { nextLine, noteAt } from './scan';

type Note = Pick<Entry, 'noteStart' | 'noteEnd' | 'end'>;

const none = (end: number): Note => ({ noteStart: -1, noteEnd: -1, end });

/** Whether the value ends with the end of its last line, so that no comment can follow it. */
function endsLine(text: string, value: Value, isBelow: boolean): boolean {
  if (value.kind !== 'leaf') return value.layout === 'lines';
  return isBelow && value.end > value.start && text[value.end - 1] === '\n';
}

/** The comment of an entry whose key (or dash) ends at `from`, and where the entry ends. */
export function readNote(text: string, from: number, value: Value): Note {
  const isBelow = text.slice(from, value.start).includes('\n');
  if (value.kind === 'leaf' && value.form === 'lines') return none(value.end);
  if (endsLine(text, value, isBelow)) {
    const note = isBelow ? noteAt(text, from) : undefined;
    return note ? { noteStart: note.start, noteEnd: note.end, end: value.end } : none(value.end);
  }
  const noteEnd = noteAt(text, value.end)?.end ?? value.end;
  return { noteStart: value.end, noteEnd, end: nextLine(text, noteEnd) };
}
