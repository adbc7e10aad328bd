import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from './folders.js';

const underWay = new Map<string, Promise<string>>();

/**
 * The folder that `make` filled for this recipe: now, or in an earlier run. `recipe` is everything that
 * decides the content, so a changed recipe is another folder. A folder appears only when it is complete: `make`
 * fills a draft, and is told where it will end up.
 */
export function cached(
  name: string,
  recipe: unknown,
  make: (draft: string, folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder(), `${name}-${recipeKey(recipe)}`);
  const running = underWay.get(folder) ?? fill(folder, make);
  underWay.set(folder, running);
  return running;
}

/** First 16 hex digits of the recipe's hash. */
export function recipeKey(recipe: unknown): string {
  return createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16);
}

/** One hash over the source files below a folder that `isWanted`, tests left out: lets code that makes something be part of its recipe. */
export async function hashSources(
  folder: string,
  isWanted: (file: string) => boolean = () => true,
): Promise<string> {
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => /(?<!\.spec)\.(ts|sh|conf)$/.test(file) && isWanted(file),
  );
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(`${file}\0`).update(await readFile(join(folder, file)));
  return hash.digest('hex');
}

async function fill(folder: string, make: (draft: string, folder: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  const draft = `${folder}.draft-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  try {
    await make(draft, folder);
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error; // another process was quicker: its folder is as good
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
    await removeAbandonedDrafts(folder);
  }
  return folder;
}

/** A killed run leaves its draft behind: remove those whose process is gone. */
async function removeAbandonedDrafts(folder: string): Promise<void> {
  const parent = dirname(folder);
  for (const entry of await readdir(parent)) {
    const pid = /\.draft-(\d+)$/.exec(entry)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(parent, entry), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
