import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { reportStep, startRig } from '../suite/rig-environment.js';
import { sandboxFolder } from '../world/nx-workspace.js';
import { basesOf } from './bases.js';
import { moveTo, writeEnvironment } from './keep.js';
import { prepare } from './prepare.js';
import { receipt } from './receipts.js';
import type { DemoService } from './services.js';
import { stagedDigest } from './staged.js';
import { formatResult, runSteps, type Stage } from './step.js';
import { planSteps } from './steps.js';
import { formatSummary, type ServiceSummary } from './summary.js';

export interface DemoOptions {
  /** At least one. */
  readonly services: readonly DemoService[];
  readonly keep: string | undefined;
}

const write = (text: string): void => {
  process.stdout.write(text);
};

async function summaryOf({ workspace }: Stage, { name, stack }: DemoService): Promise<ServiceSummary> {
  const place = { workspace, service: name };
  return {
    name,
    stack,
    staged: (await stagedDigest(place)) ?? 'nothing',
    published: await receipt(place, 'publish'),
    sized: await receipt(place, 'size'),
  };
}

async function play(stage: Stage, kept: boolean): Promise<void> {
  await runSteps(planSteps(stage.services), stage, write);
  const services = await Promise.all(stage.services.map((service) => summaryOf(stage, service)));
  write(formatSummary({ seconds: process.uptime(), services, workspace: stage.workspace.root, kept }));
}

/** The main job, end to end: from nothing to promoted digests. */
export async function demo({ services, keep }: DemoOptions): Promise<void> {
  write('━━ engine, registries, packages\n');
  const rig = startRig(reportStep, basesOf(services.map(({ stack }) => stack)));
  let made: string | undefined;
  try {
    const { workspace, result } = await prepare(rig);
    made = sandboxFolder(workspace);
    write(`\n━━ from nothing to promoted digests\n${formatResult(result)}`);
    const stays = keep === undefined ? workspace : await moveTo(workspace, resolve(keep));
    if (keep !== undefined) await writeEnvironment(stays);
    await play({ workspace: stays, services }, keep !== undefined);
  } finally {
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    if (keep === undefined) await rig.stop();
  }
}
