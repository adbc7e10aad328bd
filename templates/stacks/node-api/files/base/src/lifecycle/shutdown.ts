import { setTimeout as sleep } from 'node:timers/promises';
import type { Dependency } from './dependency.js';
import type { Lifecycle } from './lifecycle.js';

export interface Stoppable {
  readonly lifecycle: Lifecycle;
  readonly server: { close(): Promise<unknown> };
  readonly dependencies: readonly Dependency[];
  readonly drainMs: number;
}

/** Stops in the order that loses no request: readiness off, drain, requests in flight, then the dependencies. */
export async function shutDown({ lifecycle, server, dependencies, drainMs }: Stoppable): Promise<void> {
  lifecycle.stop();
  if (drainMs > 0) await sleep(drainMs);
  await server.close();
  await Promise.all(dependencies.map((dependency) => dependency.close()));
}
