import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from '@org/ci-toolchain';
import { httpGet, isGood, type Answer } from './http-get';
import type { Observation } from './observation';
import { must, type Place } from './place';
import type { SmokePlan } from './plan';
import { poll } from './poll';

type Ending = Pick<Observation, 'unready' | 'exitCode' | 'stoppedAfterMs'>;

/** The container's end by itself, or undefined when the grace period is over. */
export async function waitForEnd(place: Place, wait: Command, graceMs: number): Promise<number | undefined> {
  const over = new AbortController();
  const signal = AbortSignal.any([place.signal, over.signal]);
  const end = place.run(wait, { signal }).then(
    ({ exitCode, stdout }) => (exitCode === 0 ? Number.parseInt(stdout, 10) : undefined),
    () => undefined,
  );
  const late = sleep(graceMs, undefined, { signal: over.signal }).catch(() => undefined);
  const code = await Promise.race([end, late]);
  over.abort();
  await end;
  return code;
}

/** Sends SIGTERM and watches: readiness must go away, and the process must end well in time. */
export async function stopService(
  place: Place,
  plan: SmokePlan,
  target: { readonly port: number; readonly ready: string; readonly graceSeconds: number },
): Promise<Ending> {
  place.progress('stopping the service');
  const graceMs = target.graceSeconds * 1000;
  await must(place, plan.service.terminate);
  const start = Date.now();
  const since = (): number => Date.now() - start;
  const unready = poll(
    async () => {
      const answer: Answer = await httpGet(target.port, target.ready, 1000);
      return isGood(answer) ? undefined : { answer, afterMs: since() };
    },
    { withinMs: graceMs, everyMs: 20, signal: place.signal },
  );
  const [exitCode, gone] = await Promise.all([
    waitForEnd(place, plan.service.wait, graceMs).then((code) => ({ code, afterMs: since() })),
    unready,
  ]);
  return { unready: gone, exitCode: exitCode.code, stoppedAfterMs: exitCode.afterMs };
}
