import type { ExecutorContext, Task, TaskGraph } from '@nx/devkit';
import { ProblemError } from '@org/ci-core';
import { batchWidth, runGraph } from './batch';
import { formatDryRun } from './dry-run';
import { formatFailure } from './failure';
import { loadWorkspace } from './load';
import { typedWords } from './option-text';
import type { Request, Start } from './prepare';
import { uncached, type TaskResult } from './result';
import { enterSurroundings } from './surroundings';
import { batchVoice, soloVoice, type Write } from './voice';

const isDryRun = ({ options, surroundings }: Request): boolean =>
  surroundings.dryRun ||
  (typeof options === 'object' && options !== null && 'dryRun' in options && options.dryRun === true);

export type SingleImplementation = (
  options: unknown,
  context: ExecutorContext,
) => Promise<{ success: boolean }>;
export type BatchImplementation = (
  taskGraph: TaskGraph,
  options: Record<string, unknown>,
  overrides: unknown,
  context: ExecutorContext,
) => AsyncGenerator<{ task: string; result: TaskResult }>;

const stdout: Write = (text) => process.stdout.write(text);
const stderr: Write = (text) => process.stderr.write(text);

/** Runs one task; a failure is said, not thrown: peers go on. After an interruption nothing is begun. */
async function attempt(start: Start, request: Request, tell: Write): Promise<boolean> {
  try {
    request.surroundings.signal.throwIfAborted();
    await start(request);
    return true;
  } catch (error) {
    const verbose = process.env.NX_VERBOSE_LOGGING === 'true';
    for (const line of formatFailure(error, verbose).split('\n')) tell(line);
    return false;
  }
}

/** The single task of a context; a caller of Nx's programming interface may have given no graph. */
const ownTask = ({ taskGraph, projectName, targetName }: ExecutorContext): Task | undefined =>
  Object.values(taskGraph?.tasks ?? {}).find(
    ({ target: { project, target } }) => project === projectName && target === targetName,
  );

export const adaptSingle =
  (start: Start): SingleImplementation =>
  async (options, context) => {
    const voice = soloVoice(stdout, stderr);
    const { around, leave } = enterSurroundings(context.root, context.projectGraph);
    const request: Request = {
      project: context.projectName ?? '',
      target: context.targetName ?? '',
      options,
      words: typedWords(ownTask(context)),
      voice,
      surroundings: around,
      loaded: loadWorkspace(context.root),
    };
    const success = await attempt(start, request, voice.progress).finally(leave);
    const id = ownTask(context)?.id ?? '';
    if (success && isDryRun(request)) formatDryRun(id, context).forEach(voice.say);
    return { success };
  };

/** In a batch, where a result can be kept out of the cache. `id` is the task's. */
async function timed(
  start: Start,
  request: Request,
  id: string,
  context: ExecutorContext,
): Promise<TaskResult> {
  const { voice } = request;
  const startTime = Date.now();
  const success = await attempt(start, request, voice.say);
  const dry = isDryRun(request);
  if (success && dry) formatDryRun(id, context).forEach(voice.say);
  const passed = dry && context.taskGraph?.tasks[id]?.cache !== false ? uncached : 'success';
  const status = success ? passed : 'failure';
  return { success, status, terminalOutput: voice.said(), startTime, endTime: Date.now() };
}

/** `width`: how many tasks run at once; undefined: as many as Nx runs. */
export const adaptBatch = (start: Start, width?: number): BatchImplementation =>
  async function* (taskGraph, options, _overrides, context) {
    const asNx = batchWidth(process.env, context.nxJsonConfiguration);
    const { around, leave } = enterSurroundings(context.root, context.projectGraph, asNx);
    const loaded = loadWorkspace(context.root);
    const one = (id: string): Promise<TaskResult> => {
      const task = taskGraph.tasks[id];
      if (!task)
        throw new ProblemError({ code: 'unexpected', where: id, what: 'no such task', fix: 'report it' });
      const { target } = task;
      const voice = batchVoice(target.project, stderr);
      const words = typedWords(task);
      const request = { ...target, options: options[id], words, voice, surroundings: around, loaded };
      return timed(start, request, id, context);
    };
    try {
      yield* runGraph(taskGraph, width ?? asNx, one);
    } finally {
      leave();
    }
  };
