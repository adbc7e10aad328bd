import { ProblemError } from '@org/ci-core';
import { badLines } from './logs';
import type { ObservedProcess } from './observation';
import { ask, must, type Place } from './place';
import type { PlannedProcess, SmokePlan } from './plan';
import { poll } from './poll';
import { lastLines, processNotReady } from './problems';
import { waitForEnd } from './stop';

const isGone = (stderr: string): boolean => stderr.includes('is not running');

/** Waits until a process says that it does its work; one that has ended never will. */
async function waitForWork(
  place: Place,
  { name, ready, logs }: PlannedProcess,
  seconds: number,
): Promise<number> {
  const start = Date.now();
  const answer = await poll(
    async () => {
      const { exitCode, stderr } = await ask(place, ready);
      if (exitCode === 0) return 'works';
      return isGone(stderr) ? 'ended' : undefined;
    },
    { withinMs: seconds * 1000, everyMs: 200, signal: place.signal },
  );
  if (answer === 'works') return Date.now() - start;
  const log = lastLines(await ask(place, logs));
  throw new ProblemError(processNotReady(name, answer === 'ended' ? undefined : seconds, log));
}

/** Starts the processes beside the server; each does its work when this ends. Milliseconds by name. */
export async function startProcesses(
  place: Place,
  { processes }: SmokePlan,
  seconds: number,
): Promise<ReadonlyMap<string, number>> {
  if (processes.length > 0) place.progress(`starting ${processes.map(({ name }) => name).join(', ')}`);
  for (const { start } of processes) await must(place, start);
  const works = new Map<string, number>();
  for (const process of processes) works.set(process.name, await waitForWork(place, process, seconds));
  return works;
}

async function stopProcess(
  place: Place,
  process: PlannedProcess,
  graceMs: number,
  worksAfterMs: number,
): Promise<ObservedProcess> {
  await must(place, process.terminate);
  const start = Date.now();
  const exitCode = await waitForEnd(place, process.wait, graceMs);
  const stoppedAfterMs = Date.now() - start;
  const log = await ask(place, process.logs);
  const bad = badLines(`${log.stdout}\n${log.stderr}`);
  return { name: process.name, worksAfterMs, exitCode, stoppedAfterMs, badLines: bad };
}

/** Ends the processes, all at once. */
export const stopProcesses = (
  place: Place,
  { processes }: SmokePlan,
  graceMs: number,
  works: ReadonlyMap<string, number>,
): Promise<ObservedProcess[]> =>
  Promise.all(processes.map((one) => stopProcess(place, one, graceMs, works.get(one.name) ?? 0)));
