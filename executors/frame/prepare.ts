import { ProblemError, receiptPath, unwrap, type ReceiptKind, type Result } from '@org/ci-core';
import type { z } from 'zod';
import { findStack, loadService, readLock, type LoadedWorkspace } from './load';
import { parseOptions, type CommonOptions } from './options';
import { removeReceipt } from './receipt';
import type { Surroundings } from './surroundings';
import type { Task, WorkspaceTask } from './task';
import type { Voice } from './voice';

/** One task as Nx asks for it. */
export interface Request {
  readonly project: string;
  readonly target: string;
  readonly options: unknown;
  /** As they were typed. */
  readonly words: readonly string[];
  readonly voice: Voice;
  readonly surroundings: Surroundings;
  /** Loaded once for all tasks of a batch. */
  readonly loaded: Promise<Result<LoadedWorkspace>>;
}

/** Validates, loads and does one task; throws ProblemError with all problems. */
export type Start = (request: Request) => Promise<void>;

const readOptions = (schema: z.ZodObject, { project, target, options, words }: Request): Result<unknown> =>
  parseOptions(schema, options, `${project}:${target}`, words);

/** Throws the problems of all results together; afterwards each of them is ok. */
function demandAll(...results: readonly Result<unknown>[]): void {
  const problems = results.flatMap((result) => (result.ok ? [] : result.problems));
  if (problems.length > 0) throw new ProblemError(problems);
}

function folderOf({ project, surroundings }: Request): string {
  const directory = surroundings.graph.nodes[project]?.data.root;
  if (directory !== undefined) return directory;
  const what = 'Nx knows no such project';
  throw new ProblemError({
    code: 'project-missing',
    where: project,
    what,
    fix: 'nx show projects lists them',
  });
}

function taskOf(request: Request, loaded: LoadedWorkspace, options: unknown): WorkspaceTask<unknown> {
  const { project, voice, surroundings } = request;
  const dryRun = (options as CommonOptions).dryRun || surroundings.dryRun;
  const { say, progress, announce } = voice;
  const { workspace, standard } = loaded;
  return {
    ...surroundings,
    workspace,
    standard,
    project,
    directory: folderOf(request),
    options,
    dryRun,
    say,
    progress,
    announce,
  };
}

export const prepareWorkspace =
  (schema: z.ZodObject) =>
  (work: (task: WorkspaceTask<unknown>) => Promise<void>): Start =>
  async (request) => {
    const options = readOptions(schema, request);
    const loaded = await request.loaded;
    demandAll(options, loaded);
    await work(taskOf(request, unwrap(loaded), unwrap(options)));
  };

export const prepareService =
  (schema: z.ZodObject, receipt: ReceiptKind | undefined) =>
  (work: (task: Task<unknown>) => Promise<void>): Start =>
  async (request) => {
    const directory = folderOf(request);
    const options = readOptions(schema, request);
    const [loaded, service] = await Promise.all([
      request.loaded,
      loadService(request.surroundings.root, directory),
    ]);
    demandAll(options, loaded, service);
    const lock = (): string | undefined => readLock(request.surroundings.root, unwrap(service).name);
    const followed = unwrap(findStack(unwrap(loaded).standards, unwrap(service), directory, lock));
    const task = {
      ...taskOf(request, unwrap(loaded), unwrap(options)),
      ...followed,
      service: unwrap(service),
    };
    if (receipt !== undefined && !task.dryRun)
      await removeReceipt(task.root, receiptPath(task.service.name, receipt));
    await work(task);
  };
