import { memoryBytes, unwrap } from '@org/ci-core';
import { parseImageUser, parseStats, parseTop, type Outcome } from '@org/ci-toolchain';
import type { Setting } from './containers';
import { httpGet } from './http-get';
import { badLines } from './logs';
import type { Observation } from './observation';
import { ask, must, type Place } from './place';
import type { SmokePlan } from './plan';
import { migrate, startBackings } from './prepare';
import { startProcesses, stopProcesses } from './processes';
import { startService } from './ready';
import { stopService } from './stop';

export interface Watched {
  readonly ready: string;
  readonly endpoints: readonly string[];
  readonly healthyWithinSeconds: number;
  readonly migrateWithinSeconds: number;
}

const answerMs = 10_000;

async function askAll(
  place: Place,
  port: number,
  endpoints: readonly string[],
): Promise<Observation['answers']> {
  const answers: Observation['answers'][number][] = [];
  for (const path of endpoints)
    answers.push({ path, answer: await httpGet(port, path, answerMs, place.signal) });
  return answers;
}

/** One run from pull to stop. Returns what was seen, and the service's log. */
export async function watchSmoke(
  place: Place,
  plan: SmokePlan,
  setting: Setting,
  watched: Watched,
): Promise<{ observation: Observation; log: Outcome }> {
  const { runtime, resources } = setting;
  place.progress(`pulling ${setting.image}`);
  await must(place, plan.pull);
  const imageUser = unwrap(parseImageUser((await must(place, plan.inspectImage)).stdout));
  await must(place, plan.network);
  await startBackings(place, plan);
  await migrate(place, plan, setting, watched.migrateWithinSeconds);
  const limits = { ready: watched.ready, seconds: watched.healthyWithinSeconds };
  const { port, healthyAfterMs } = await startService(place, plan, setting, limits);
  const works = await startProcesses(place, plan, watched.healthyWithinSeconds);
  const answers = await askAll(place, port, watched.endpoints);
  const top = await must(place, plan.service.top);
  const stats = unwrap(parseStats((await must(place, plan.service.stats)).stdout));
  const graceSeconds = runtime.gracePeriodSeconds;
  const processes = await stopProcesses(place, plan, graceSeconds * 1000, works);
  const ending = await stopService(place, plan, { port, ready: watched.ready, graceSeconds });
  const log = await ask(place, plan.service.logs);
  const observation = {
    imageUser,
    processUsers: parseTop(top.stdout),
    healthyAfterMs,
    answers,
    memoryBytes: stats.memoryBytes,
    memoryLimitBytes: memoryBytes(resources.limits.memory),
    ...ending,
    gracePeriodSeconds: graceSeconds,
    badLines: badLines(`${log.stdout}\n${log.stderr}`),
    processes,
  };
  return { observation, log };
}
