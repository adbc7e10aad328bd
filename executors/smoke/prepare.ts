import { ProblemError } from '@org/ci-core';
import type { Setting } from './containers';
import { ask, must, type Place } from './place';
import type { SmokePlan } from './plan';
import { poll } from './poll';
import { databaseNotReady, lastLines, migrationFailed, migrationSlow } from './problems';

const databaseSeconds = 60;

/** Starts the database and waits until it answers. */
export async function startDatabase(place: Place, plan: SmokePlan, setting: Setting): Promise<void> {
  if (plan.database === undefined) return;
  const { start, ready, logs } = plan.database;
  place.progress('starting the database');
  await must(place, start);
  const answers = await poll(async () => ((await ask(place, ready)).exitCode === 0 ? true : undefined), {
    withinMs: databaseSeconds * 1000,
    everyMs: 200,
    signal: place.signal,
  });
  if (answers) return;
  const log = lastLines(await ask(place, logs));
  throw new ProblemError(databaseNotReady(setting.databaseImage ?? '', databaseSeconds, log));
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
