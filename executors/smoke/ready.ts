import { ProblemError, unwrap } from '@org/ci-core';
import { dockerInspect, parseContainers, publishedPort, type Container } from '@org/ci-toolchain';
import type { Setting } from './containers';
import { httpGet, isGood, type Answer } from './http-get';
import { ask, must, type Place } from './place';
import type { SmokePlan } from './plan';
import { poll } from './poll';
import { ended, lastLines, notReady } from './problems';

const answerMs = 3000;

export async function inspect(place: Place, name: string): Promise<Container> {
  const [container] = unwrap(parseContainers((await must(place, dockerInspect(name))).stdout));
  if (container) return container;
  throw new ProblemError({
    code: 'tool-output',
    where: 'docker container inspect',
    what: `it knows no ${name}`,
    fix: 'run again',
  });
}

export interface Ready {
  readonly port: number;
  readonly healthyAfterMs: number;
}

/** A container that ended will never be ready: what it said tells why. */
async function demandRunning(
  place: Place,
  plan: SmokePlan,
  name: string,
  service: string,
): Promise<Container> {
  const container = await inspect(place, name);
  if (container.State.Running) return container;
  const log = lastLines(await ask(place, plan.service.logs));
  throw new ProblemError(ended(service, container.State.ExitCode, container.State.OOMKilled, log));
}

/** Starts the service and waits for its readiness endpoint. */
export async function startService(
  place: Place,
  plan: SmokePlan,
  setting: Setting,
  limits: { readonly ready: string; readonly seconds: number },
): Promise<Ready> {
  const { service, names } = setting;
  place.progress('starting the service');
  await must(place, plan.service.start);
  const container = await demandRunning(place, plan, names.service, service.name);
  const port = publishedPort(container, service.port) ?? 0;
  let last: Answer = { failure: 'none' };
  let asked = 0;
  const healthyAt = await poll(
    async () => {
      last = await httpGet(port, limits.ready, answerMs, place.signal);
      if (isGood(last)) return Date.now();
      if (++asked % 10 === 0) await demandRunning(place, plan, names.service, service.name);
      return undefined;
    },
    { withinMs: limits.seconds * 1000, everyMs: 50, signal: place.signal },
  );
  if (healthyAt !== undefined)
    return { port, healthyAfterMs: Math.max(0, healthyAt - Date.parse(container.State.StartedAt)) };
  const log = lastLines(await ask(place, plan.service.logs));
  const { ready, seconds } = limits;
  throw new ProblemError(notReady({ service, publishedPort: port, path: ready, seconds, last, log }));
}
