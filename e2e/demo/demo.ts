import { cp, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { rigEnvironment } from '../suite/rig-environment.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import { sandboxAt } from '../world/sandbox.js';
import { readWorld } from '../world/world.js';
import { receipt } from './receipts.js';
import { prepareScanner } from './scanner.js';
import { runSteps, type Stage, type StepResult } from './step.js';
import { steps } from './steps.js';
import { formatSummary } from './summary.js';

export interface DemoOptions {
  readonly service: string;
  readonly keep: string | undefined;
}

const write = (text: string): void => {
  process.stdout.write(text);
};

async function play(stage: Stage, before: readonly StepResult[], kept: boolean): Promise<void> {
  const results = [...before, ...(await runSteps(steps, stage, write))];
  const published = await receipt(stage, 'publish');
  const sized = await receipt(stage, 'size');
  const overlay = await stage.workspace.read(`apps/${stage.service}/k8s/overlays/staging/kustomization.yaml`);
  const staged = /digest: (\S+)/.exec(overlay)?.[1] ?? 'nothing';
  write(formatSummary({ results, staged, published, sized, workspace: stage.workspace.root, kept }));
}

/** The main job, end to end: from nothing to a promoted digest. */
export async function demo({ service, keep }: DemoOptions): Promise<void> {
  const started = performance.now();
  const rig = await rigEnvironment();
  const world = readWorld({ ...process.env, ...rig.env });
  const scanner = await prepareScanner(rig.env.PATH ?? process.env.PATH ?? '');
  const all = { ...world, env: { ...world.env, ...rig.env, ...scanner } };
  const rigged: StepResult = {
    title: 'engine, registries, packages',
    facts: '',
    seconds: (performance.now() - started) / 1000,
  };
  write('\n━━ from nothing to a promoted digest\n');
  const made = performance.now();
  let workspace = await createNxWorkspace(all, { name: 'acme', path: 'demo' });
  const created: StepResult = {
    title: 'create-nx-workspace --preset=@org/ci',
    facts: '',
    seconds: (performance.now() - made) / 1000,
  };
  write(`  ✓ ${created.title.padEnd(34)} ${created.seconds.toFixed(1).padStart(6)} s\n`);
  try {
    if (keep !== undefined) {
      await cp(workspace.root, resolve(keep), { recursive: true, verbatimSymlinks: true });
      workspace = sandboxAt(resolve(keep), workspace.env);
    }
    await play({ workspace, service }, [rigged, created], keep !== undefined);
  } finally {
    if (keep === undefined) {
      await rm(sandboxFolder(workspace), { recursive: true, force: true });
      await rig.stop();
    }
  }
}
