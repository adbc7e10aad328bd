import type { Config } from '../config/config.js';
import { databaseDependency, openDatabase } from '../database/database.js';
import { PrismaNoteRepository } from '../database/prisma-note-repository.js';
import type { Dependency } from '../lifecycle/dependency.js';
import type { NoteRepository } from '../notes/note-repository.js';

export interface Connections {
  readonly notes: NoteRepository;
  readonly dependencies: readonly Dependency[];
}

/** The parts that production runs with. Clients of databases and other services are made here. */
export function connectDependencies(config: Config): Connections {
  const database = openDatabase(config.database);
  return { notes: new PrismaNoteRepository(database), dependencies: [databaseDependency(database)] };
}
