import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError, unwrap } from '@org/ci-core';
import { hasCode } from '@org/ci-oci';
import { parseMetadata, type BuildMetadata, type Command } from '@org/ci-toolchain';
import { contextFolder, prepareContext, type PreparedContext } from '../context/prepare';
import type { Task } from '../frame/task';
import { fillLayout, forgetLayout, shareLayout } from './blob-pool';
import { pruneLayout, readLayout, type LayoutNode } from './layout';
import type { ImageOptions } from './options';
import { layoutFolder, planBuild } from './plan';
import { buildProblem, mayPass } from './problems';
import { tidy } from './tidy';

export type Building = Pick<
  Task<unknown>,
  | 'root'
  | 'graph'
  | 'project'
  | 'directory'
  | 'workspace'
  | 'service'
  | 'stack'
  | 'progress'
  | 'run'
  | 'signal'
>;

/** Waits before further attempts: a registry of base images that was busy. */
const pauses = [1000, 5000];

async function attempt(task: Building, command: Command): Promise<void> {
  const { run, signal, progress } = task;
  const outcome = await run(command, { signal, onLine: progress });
  if (outcome.exitCode !== 0) throw new ProblemError(buildProblem(command, outcome));
}

/** Runs a build; what may pass is tried again. */
export async function runBuild(task: Building, command: Command): Promise<void> {
  for (const pause of pauses) {
    try {
      await attempt(task, command);
      return;
    } catch (error) {
      if (!mayPass(error)) throw error;
      task.progress(
        `${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}: again in ${pause / 1000} s`,
      );
      await sleep(pause, undefined, { signal: task.signal });
    }
  }
  await attempt(task, command);
}

export interface Built {
  readonly layout: string;
  readonly dockerfile: string;
  readonly node: LayoutNode;
  readonly metadata: BuildMetadata;
}

function noDigest(command: Command): ProblemError {
  const where = [command.tool, ...command.args.slice(0, 2)].join(' ');
  return new ProblemError({
    code: 'tool-output',
    where,
    what: 'names no digest of what it built',
    fix: 'use a current buildx',
  });
}

type WithDockerfile = Building & { readonly dockerfile: string };

async function exportLayout(task: WithDockerfile, options: ImageOptions, layout: string): Promise<Built> {
  const metadataFile = path.join(
    contextFolder(task.root, task.service.name),
    `metadata-${randomUUID()}.json`,
  );
  const command = planBuild(task, options, metadataFile);
  try {
    await runBuild(task, command);
    const metadata = unwrap(parseMetadata(await readFile(metadataFile, 'utf8')));
    if (metadata.digest === undefined) throw noDigest(command);
    return { layout, dockerfile: task.dockerfile, metadata, node: await readLayout(layout, metadata.digest) };
  } finally {
    await rm(metadataFile, { force: true });
  }
}

/** Removes what killed runs left, and writes what a build is given. */
export async function prepareBuild<T extends Building>(task: T): Promise<T & PreparedContext> {
  await tidy(contextFolder(task.root, task.service.name), Date.now());
  return { ...task, ...(await prepareContext(task, task.service.name)) };
}

/** Builds a prepared image into its OCI layout. A layout that a killed run left damaged is made anew. */
export async function buildLayout(task: WithDockerfile, options: ImageOptions): Promise<Built> {
  const layout = layoutFolder(task.root, task.service.name);
  await fillLayout(task.root, layout);
  const built = await exportLayout(task, options, layout).catch(async (error: unknown) => {
    if (!hasCode(error, 'layout-invalid')) throw error;
    await forgetLayout(task.root, layout);
    await mkdir(layout, { recursive: true });
    return exportLayout(task, options, layout);
  });
  await pruneLayout(layout, built.node);
  await shareLayout(task.root, layout);
  return built;
}
