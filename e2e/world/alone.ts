import { mkdir, rmdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Takes a folder for a lock, which one process has at a time (mkdir(2) is atomic); others wait until it is gone. */
async function take(lock: string): Promise<void> {
  for (;;)
    try {
      await mkdir(lock);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      await sleep(100);
    }
}

/** Does something while no other worker of this run does it: `lock` is a path in the run's folder. */
export async function alone<T>(lock: string, work: () => Promise<T>): Promise<T> {
  await take(lock);
  try {
    return await work();
  } finally {
    await rmdir(lock);
  }
}
