import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether this loopback port can be listened on now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () =>
      server.close(() => {
        resolve(true);
      }),
    );
  });
}

/** Waits for a port of a program that has just ended: its sockets are closed a moment after it is gone. */
export async function awaitFree(port: number, seconds = 5): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await isFree(port)) && Date.now() < end) await sleep(50);
}

/** The wanted port, or the first free one above it. */
export async function freePort(wanted: number, taken: readonly number[] = []): Promise<number> {
  for (let port = wanted; port < wanted + 200; port += 1) {
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
  throw new Error(`no free port in ${wanted}–${wanted + 199}`);
}
