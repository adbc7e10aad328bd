import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '@org/ci-core';
import { recipeKey } from './cache.js';

/** A hash, for an address has at most 107 bytes. */
export const lockAddress = (name: string): string => `\0org-ci:${recipeKey(name)}`;

/**
 * Does the work while nobody else holds the name, in this process or another one; waits for whoever does. The name is
 * an abstract socket, which ends with its process: a killed holder leaves nothing behind. Elsewhere than on Linux only
 * the machine's own engine is used, and nothing is held.
 */
export async function withLock<T>(name: string, work: () => Promise<T>, seconds = 600): Promise<T> {
  if (process.platform !== 'linux') return work();
  const lock = await acquire(name, Date.now() + seconds * 1000);
  try {
    return await work();
  } finally {
    await new Promise((resolve) => lock.close(resolve));
  }
}

async function acquire(name: string, end: number): Promise<Server> {
  for (;;) {
    const server = await listen(lockAddress(name));
    if (server) return server;
    if (Date.now() > end) throw busy(name);
    await sleep(100);
  }
}

/** Undefined where the name is taken. */
function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => {
      resolve(server);
    });
  });
}

const busy = (name: string): ProblemError =>
  new ProblemError({
    code: 'RIG_BUSY',
    where: name,
    what: 'another program works on the same, and does not end',
    fix: 'wait for it or stop it, then try again',
  });
