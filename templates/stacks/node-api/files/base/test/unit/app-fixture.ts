import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { buildApp, type AppParts } from '../../src/http/app.js';
import { Lifecycle } from '../../src/lifecycle/lifecycle.js';
import { InMemoryNoteRepository } from '../../src/notes/in-memory-note-repository.js';

/** The whole application on parts that live in memory. */
export function buildTestApp(parts: Partial<AppParts> = {}): Promise<FastifyInstance> {
  return buildApp({
    logger: pino({ level: 'silent' }),
    lifecycle: new Lifecycle(),
    dependencies: [],
    notes: new InMemoryNoteRepository(),
    origins: [],
    ...parts,
  });
}
