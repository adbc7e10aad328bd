import { createContext, use } from 'react';
import type { Configuration } from './config/contract';
import type { NotesApi } from './notes/notes-api';

/** What pages are made of; tests give others. */
export interface Parts {
  readonly configuration: Configuration;
  readonly notes: NotesApi;
  /** How often it is asked whether the words of a note are counted. */
  readonly pollEveryMs: number;
}

export const PartsContext = createContext<Parts | undefined>(undefined);

export function useParts(): Parts {
  const parts = use(PartsContext);
  if (!parts) throw new Error('This component is rendered outside of PartsContext.');
  return parts;
}
