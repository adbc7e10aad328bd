import type { Note } from '../notes/note.js';
import type { NoteRepository, PageRequest } from '../notes/note-repository.js';
import type { Database } from './database.js';

export class PrismaNoteRepository implements NoteRepository {
  constructor(private readonly database: Database) {}

  async add(note: Note): Promise<void> {
    await this.database.note.create({ data: note });
  }

  async find(id: string): Promise<Note | undefined> {
    return (await this.database.note.findUnique({ where: { id } })) ?? undefined;
  }

  list({ limit, after }: PageRequest): Promise<readonly Note[]> {
    return this.database.note.findMany({
      ...(after === undefined ? {} : { where: { id: { gt: after } } }),
      orderBy: { id: 'asc' },
      take: limit,
    });
  }

  async remove(id: string): Promise<boolean> {
    const { count } = await this.database.note.deleteMany({ where: { id } });
    return count > 0;
  }
}
