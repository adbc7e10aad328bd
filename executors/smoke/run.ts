import { randomBytes } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ProblemError, SmokeReceipt, type ImageReceipt, type PinLock } from '@org/ci-core';
import type { Task } from '../frame/task';
import { judgeSmoke } from './checks';
import { clean, removeLeftovers } from './clean';
import { formatPlan } from './format-plan';
import { namesOf, ownerOf } from './names';
import type { Observation } from './observation';
import type { SmokeOptions } from './options';
import { planSmoke } from './plan';
import { failedChecks, interrupted, lastLines } from './problems';
import { databaseImageOf, endpointsOf, settingOf } from './setting';
import { watchSmoke, type Watched } from './watch';

type SmokeTask = Task<SmokeOptions>;

/** Only we may read the folder; the file in it is read by the container's user. */
async function writePassword(): Promise<{ folder: string; file: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'org-ci-smoke-'));
  const file = path.join(folder, 'password');
  await writeFile(file, randomBytes(24).toString('hex'), { mode: 0o444 });
  return { folder, file };
}

function planOf(task: SmokeTask, image: ImageReceipt, pins: PinLock, passwordFile: string) {
  const { service, stack, standard, workspace, root } = task;
  const owner = ownerOf(root, service.name);
  const names = namesOf(service.name, randomBytes(4).toString('hex'), owner, process.pid);
  const reference = `${image.repository}@${image.digest}`;
  const databaseImage = databaseImageOf(service, standard, pins, workspace);
  const setting = settingOf({ service, stack }, reference, databaseImage, { names, passwordFile });
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
  const passwordFile = path.join(tmpdir(), 'org-ci-smoke', 'password');
  const { plan, setting } = planOf(task, image, pins, passwordFile);
  const { gracePeriodSeconds } = setting.runtime;
  formatPlan(plan, { ...watchedOf(task), passwordFile, gracePeriodSeconds }).forEach(task.say);
}

/** Runs the image and returns the receipt of a run in which everything was right; throws every failed check otherwise. */
export async function runSmoke(task: SmokeTask, image: ImageReceipt, pins: PinLock): Promise<SmokeReceipt> {
  const secret = await writePassword();
  const { plan, setting, owner } = planOf(task, image, pins, secret.file);
  try {
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
    await clean(task.run, plan, secret.folder);
  }
}
