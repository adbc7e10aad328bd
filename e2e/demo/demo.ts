import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { reportStep, startRig } from '../suite/rig-environment.js';
import { sandboxFolder } from '../world/nx-workspace.js';
import { moveTo, refuseTaken, writeEnvironment } from './keep.js';
import { prepare } from './prepare.js';
import { receipt } from './receipts.js';
import { formatResult, runSteps, type Stage } from './step.js';
import { steps } from './steps.js';
import { formatSummary } from './summary.js';

export interface DemoOptions {
  readonly service: string;
  readonly keep: string | undefined;
}

const write = (text: string): void => {
  process.stdout.write(text);
};

async function play(stage: Stage, kept: boolean): Promise<void> {
  await runSteps(steps, stage, write);
  const published = await receipt(stage, 'publish');
  const sized = await receipt(stage, 'size');
  const overlay = await stage.workspace.read(`apps/${stage.service}/k8s/overlays/staging/kustomization.yaml`);
  const staged = /digest: (\S+)/.exec(overlay)?.[1] ?? 'nothing';
  const seconds = process.uptime();
  write(formatSummary({ seconds, staged, published, sized, workspace: stage.workspace.root, kept }));
}

/** The main job, end to end: from nothing to a promoted digest. */
export async function demo({ service, keep }: DemoOptions): Promise<void> {
  if (keep !== undefined) await refuseTaken(resolve(keep));
  write('━━ engine, registries, packages\n');
  const rig = startRig(reportStep);
  let made: string | undefined;
  try {
    const { workspace, result } = await prepare(rig);
    made = sandboxFolder(workspace);
    write(`\n━━ from nothing to a promoted digest\n${formatResult(result)}`);
    const stays = keep === undefined ? workspace : await moveTo(workspace, resolve(keep));
    if (keep !== undefined) await writeEnvironment(stays);
    await play({ workspace: stays, service }, keep !== undefined);
  } finally {
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    if (keep === undefined) await rig.stop();
  }
}
