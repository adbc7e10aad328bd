import { nxTurn, type Bench } from '../bench.js';
import type { Pair } from '../paired.js';
import type { Row } from '../row.js';
import { writeServices } from '../services.js';

const count = 50;
const uncached = { cache: false } as const;
const command = (text: string): object => ({
  executor: 'nx:run-commands',
  ...uncached,
  options: { command: text },
});

const targets = {
  engine: { executor: 'bench-kit:engine', ...uncached },
  engineCommand: command("docker version --format '{{.Server.Version}}'"),
  trivial: { executor: 'bench-kit:trivial', ...uncached },
  bare: { executor: 'bench-kit:bare', ...uncached },
};
type Target = keyof typeof targets;

const against =
  (id: string, ours: Target, floor: Target) =>
  async (bench: Bench): Promise<Pair> => {
    const workspace = await bench.workspace(id);
    await writeServices(workspace, count, targets);
    const run = (target: Target): string[] => [
      'run-many',
      '-t',
      target,
      '--parallel=2',
      '--output-style=static',
    ];
    return bench.compare(nxTurn(workspace, run(ours)), nxTurn(workspace, run(floor)));
  };

const common = { unit: 'ms', goal: 1.15 } as const;

/** A command as light as one of an engine can be. The frame validates each task's options and manifest before it. */
export const tasks: Row = {
  ...common,
  id: 'tasks',
  ours: `${count} tasks that ask the engine for its version, through our executors’ frame`,
  against: `${count} nx:run-commands tasks of the same command`,
  measure: against('tasks', 'engine', 'engineCommand'),
};

/**
 * The frame alone, with a command that takes no time. Nx runs its own executor within its own process; for a batch of
 * any other one it starts a process, which is on both sides here.
 */
export const tasksFrame: Row = {
  ...common,
  id: 'tasks-frame',
  ours: `${count} tasks of true through our executors’ frame`,
  against: `${count} tasks of a batch executor that does nothing but run true`,
  measure: against('tasks-frame', 'trivial', 'bare'),
};
