import type { ReceiptKind } from '@org/ci-core';
import type { z } from 'zod';
import { adaptBatch, adaptSingle, type BatchImplementation, type SingleImplementation } from './adapt';
import { CommonOptions } from './options';
import { prepareService, prepareWorkspace } from './prepare';
import type { Task, WorkspaceTask } from './task';

interface Definition<Shape extends z.ZodRawShape, T> {
  /** The executor's name in @org/ci. */
  readonly name: string;
  /** Its own options, described; `dryRun` is added. */
  readonly options: z.ZodObject<Shape>;
  /** How many of a batch run at once, where they wait for others and load no machine. Default: as many as Nx runs. */
  readonly width?: number;
  /** Does the work; throws ProblemError. */
  run(task: T): Promise<void>;
}

type Options<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>> & CommonOptions;

/** What executors.json names, with `#implementation` and `#batchImplementation`. */
export interface Executor {
  readonly name: string;
  /** All options, for the JSON Schema. */
  readonly schema: z.ZodObject;
  readonly implementation: SingleImplementation;
  readonly batchImplementation: BatchImplementation;
}

/** An executor of services: one `run`, used for a single task and for a batch. */
export function defineExecutor<Shape extends z.ZodRawShape>(
  definition: Definition<Shape, Task<Options<Shape>>> & {
    /** The receipt that it writes: the old one is removed first, so that a failure leaves none. */
    readonly receipt?: ReceiptKind;
  },
): Executor {
  const schema = definition.options.extend(CommonOptions.shape) as unknown as z.ZodObject;
  const prepare = prepareService(schema, definition.receipt);
  const work = (task: Task<unknown>): Promise<void> => definition.run(task as Task<Options<Shape>>);
  const start = prepare(work);
  return {
    name: definition.name,
    schema,
    implementation: adaptSingle(start),
    batchImplementation: adaptBatch(start, definition.width),
  };
}

/** An executor of the workspace as a whole: its project has no service.yaml. */
export function defineWorkspaceExecutor<Shape extends z.ZodRawShape>(
  definition: Definition<Shape, WorkspaceTask<Options<Shape>>>,
): Executor {
  const schema = definition.options.extend(CommonOptions.shape) as unknown as z.ZodObject;
  const work = (task: WorkspaceTask<unknown>): Promise<void> =>
    definition.run(task as WorkspaceTask<Options<Shape>>);
  const start = prepareWorkspace(schema)(work);
  return {
    name: definition.name,
    schema,
    implementation: adaptSingle(start),
    batchImplementation: adaptBatch(start, definition.width),
  };
}
