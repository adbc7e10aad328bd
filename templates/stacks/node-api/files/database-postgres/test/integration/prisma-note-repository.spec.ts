import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseDependency, openDatabase, type Database } from '../../src/database/database.js';
import { PrismaNoteRepository } from '../../src/database/prisma-note-repository.js';
import { readMigrations } from '../../src/migrations/migration.js';
import { runMigrations } from '../../src/migrations/migration-runner.js';
import { createNote } from '../../src/notes/note.js';
import { createScratchDatabase, type ScratchDatabase } from './scratch-database.js';

describe('PrismaNoteRepository', () => {
  let scratch: ScratchDatabase;
  let database: Database;
  let notes: PrismaNoteRepository;

  beforeAll(async () => {
    scratch = await createScratchDatabase();
    const client = new pg.Client({ connectionString: scratch.url });
    await client.connect();
    await runMigrations(client, readMigrations('prisma/migrations'), pino({ level: 'silent' }));
    await client.end();
    database = openDatabase({ url: scratch.url, poolSize: 2 });
    notes = new PrismaNoteRepository(database);
  });
  beforeEach(async () => {
    await database.note.deleteMany();
  });
  afterAll(async () => {
    await database.$disconnect();
    await scratch.drop();
  });

  it('keeps a note as it was', async () => {
    const note = createNote('hello');
    await notes.add(note);
    expect(await notes.find(note.id)).toEqual(note);
  });

  it('lists what follows a note, oldest first', async () => {
    const [first, second, third] = [createNote('a'), createNote('b'), createNote('c')];
    for (const note of [third, first, second]) await notes.add(note);
    expect(await notes.list({ limit: 2 })).toEqual([first, second]);
    expect(await notes.list({ limit: 2, after: second.id })).toEqual([third]);
  });

  it('removes a note once', async () => {
    const note = createNote('hello');
    await notes.add(note);
    expect(await notes.remove(note.id)).toBe(true);
    expect(await notes.remove(note.id)).toBe(false);
    expect(await notes.find(note.id)).toBeUndefined();
  });

  it('answers the readiness check, and fails it when the server is away', async () => {
    await expect(databaseDependency(database).check()).resolves.toBeUndefined();
    const unreachable = openDatabase({ url: 'postgresql://u:p@127.0.0.1:1/none', poolSize: 1 });
    await expect(databaseDependency(unreachable).check()).rejects.toThrow();
  });
});
