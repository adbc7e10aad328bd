import { v7 as uuidv7 } from 'uuid';

export interface Note {
  /** UUID version 7: ordered by time, so that it serves as the page cursor too. */
  readonly id: string;
  readonly text: string;
  readonly createdAt: Date;
}

export function createNote(text: string): Note {
  return { id: uuidv7(), text, createdAt: new Date() };
}
