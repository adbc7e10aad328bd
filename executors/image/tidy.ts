import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** What a run leaves when it is killed; nothing of it is read again. */
const leftover = /^((draft|metadata|image)-|\.(pushed\.json|Dockerfile)\.)[0-9a-f-]{36}/;
/** Half transfers of a layout: the next build of the same image goes on with them, of another one nobody does. */
const transfer = /^[0-9a-f]{64}$/;
const anHour = 3_600_000;

async function removeOld(folder: string, wanted: RegExp, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => wanted.test(each))) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found && now - found.mtimeMs > anHour) await rm(file, { recursive: true, force: true });
  }
}

/** Removes what killed runs left in a service's cache folder; a run that still goes on is younger than an hour. */
export async function tidy(folder: string, now: number): Promise<void> {
  await removeOld(folder, leftover, now);
  await removeOld(path.join(folder, 'layout', 'ingest'), transfer, now);
}
