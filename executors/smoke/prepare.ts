import { ProblemError } from '@org/ci-core';
import type { Setting } from './containers';
import { ask, must, type Place } from './place';
import type { SmokePlan } from './plan';
import { poll } from './poll';
import { backingNotReady, lastLines, migrationFailed, migrationSlow } from './problems';

const backingSeconds = 60;

/** Starts what is behind the service, all at once, and waits until each answers. */
export async function startBackings(place: Place, plan: SmokePlan): Promise<void> {
  if (plan.backings.length === 0) return;
  place.progress(`starting ${plan.backings.map(({ name }) => name).join(', ')}`);
  for (const { start } of plan.backings) await must(place, start);
  for (const { name, image, ready, logs } of plan.backings) {
    const answers = await poll(async () => ((await ask(place, ready)).exitCode === 0 ? true : undefined), {
      withinMs: backingSeconds * 1000,
      everyMs: 200,
      signal: place.signal,
    });
    if (answers) continue;
    const log = lastLines(await ask(place, logs));
    throw new ProblemError(backingNotReady(name, image, backingSeconds, log));
  }
}

const isTimeout = (error: unknown): boolean =>
  error instanceof ProblemError && error.problems[0]?.code === 'tool-timeout';

/** Runs the migration to its end. */
export async function migrate(
  place: Place,
  plan: SmokePlan,
  setting: Setting,
  seconds: number,
): Promise<void> {
  if (plan.migration === undefined) return;
  const name = setting.service.name;
  place.progress('migrating the empty database');
  const lines: string[] = [];
  try {
    const outcome = await place.run(plan.migration, {
      signal: place.signal,
      timeoutMs: seconds * 1000,
      onLine: (line) => lines.push(line),
    });
    if (outcome.exitCode !== 0)
      throw new ProblemError(migrationFailed(name, outcome.exitCode, lastLines(outcome)));
  } catch (error) {
    if (!isTimeout(error)) throw error;
    const log = lastLines({ exitCode: 1, stdout: lines.join('\n'), stderr: '' });
    throw new ProblemError(migrationSlow(name, seconds, log));
  }
}
