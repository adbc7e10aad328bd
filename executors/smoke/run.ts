import { randomBytes } from 'node:crypto';
import { ProblemError, SmokeReceipt, type ImageReceipt, type PinLock } from '@org/ci-core';
import type { Task } from '../frame/task';
import { judgeSmoke } from './checks';
import { clean, removeLeftovers } from './clean';
import { formatPlan } from './format-plan';
import { exampleFolder, makeFolder, planGiven, writeGiven, type Given } from './given';
import { namesOf, ownerOf } from './names';
import type { Observation } from './observation';
import type { SmokeOptions } from './options';
import { planSmoke } from './plan';
import { failedChecks, interrupted, lastLines } from './problems';
import { backingImages, endpointsOf, settingOf } from './setting';
import { watchSmoke, type Watched } from './watch';

type SmokeTask = Task<SmokeOptions>;

function planOf(task: SmokeTask, image: ImageReceipt, pins: PinLock, given: Given) {
  const { service, stack, standard, workspace, root } = task;
  const owner = ownerOf(root, service.name);
  const names = namesOf(service.name, randomBytes(4).toString('hex'), owner, process.pid);
  const reference = `${image.repository}@${image.digest}`;
  const backings = backingImages(service, standard, pins, workspace);
  const setting = settingOf({ service, stack }, reference, { backings, names, ...given });
  return { setting, plan: planSmoke(setting), owner };
}

function watchedOf({ service, stack, standard, options }: SmokeTask): Watched {
  return {
    ready: (service.health ?? stack.defaults.health).ready,
    endpoints: endpointsOf(service, stack),
    healthyWithinSeconds: options.healthyWithinSeconds ?? standard.gates.smoke.healthyWithinSeconds,
    migrateWithinSeconds: options.migrateWithinSeconds,
  };
}

const receiptOf = (
  task: SmokeTask,
  image: ImageReceipt,
  seen: Observation,
  checks: SmokeReceipt['checks'],
): SmokeReceipt =>
  SmokeReceipt.parse({
    schema: 1,
    service: task.service.name,
    digest: image.digest,
    pass: true,
    checks,
    healthyAfterMs: Math.round(seen.healthyAfterMs),
    stoppedAfterMs: Math.round(seen.stoppedAfterMs),
    memoryBytes: seen.memoryBytes,
  } satisfies SmokeReceipt);

/** Prints what a run would do. */
export function explainSmoke(task: SmokeTask, image: ImageReceipt, pins: PinLock): void {
  const secretsFolder = exampleFolder();
  const given = planGiven(task, secretsFolder);
  const { plan, setting } = planOf(task, image, pins, given);
  const { gracePeriodSeconds } = setting.runtime;
  const hasSecrets = Object.keys(given.secrets).length > 0;
  formatPlan(plan, { ...watchedOf(task), secretsFolder, hasSecrets, gracePeriodSeconds }).forEach(task.say);
}

/** Runs the image and returns the receipt of a run in which everything was right; throws every failed check otherwise. */
export async function runSmoke(task: SmokeTask, image: ImageReceipt, pins: PinLock): Promise<SmokeReceipt> {
  const folder = await makeFolder();
  const given = planGiven(task, folder);
  const { plan, setting, owner } = planOf(task, image, pins, given);
  try {
    await writeGiven(task, given, pins);
    const removed = await removeLeftovers(task.run, owner);
    if (removed > 0) task.progress(`removed ${removed} leftovers of an interrupted run`);
    const { observation, log } = await watchSmoke(task, plan, setting, watchedOf(task));
    const checks = judgeSmoke(observation);
    for (const { id, pass, detail } of checks) task.say(`${pass ? '✔' : '✖'} ${id}: ${detail}`);
    const problems = failedChecks(task.service, checks, lastLines(log));
    if (problems.length > 0) throw new ProblemError(problems);
    return receiptOf(task, image, observation, checks);
  } catch (error) {
    throw task.signal.aborted ? new ProblemError(interrupted(task.service.name), { cause: error }) : error;
  } finally {
    await clean(task.run, plan, folder);
  }
}
