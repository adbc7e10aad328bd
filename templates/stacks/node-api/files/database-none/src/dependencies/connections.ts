import type { Config } from '../config/config.js';
import type { Dependency } from '../lifecycle/dependency.js';
import { InMemoryNoteRepository } from '../notes/in-memory-note-repository.js';
import type { NoteRepository } from '../notes/note-repository.js';

export interface Connections {
  readonly notes: NoteRepository;
  readonly dependencies: readonly Dependency[];
}

/** The parts that production runs with. Clients of databases and other services are made here. */
export function connectDependencies(_config: Config): Connections {
  return { notes: new InMemoryNoteRepository(), dependencies: [] };
}
