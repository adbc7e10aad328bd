import { nxTurn, type Bench } from '../bench.js';
import type { Pair } from '../paired.js';
import type { Row } from '../row.js';
import { writeServices } from '../services.js';

const count = 50;

const targets = {
  ours: { executor: 'bench-kit:trivial', cache: false },
  commands: { executor: 'nx:run-commands', cache: false, options: { command: 'true' } },
  batch: { executor: 'bench-kit:bare', cache: false },
};

const against =
  (id: string, floor: keyof typeof targets) =>
  async (bench: Bench): Promise<Pair> => {
    const workspace = await bench.workspace(id);
    await writeServices(workspace, count, targets);
    const run = (target: string): string[] => [
      'run-many',
      '-t',
      target,
      '--parallel=2',
      '--output-style=static',
    ];
    return bench.compare(nxTurn(workspace, run('ours')), nxTurn(workspace, run(floor)));
  };

/** The frame that every executor of ours has: each task validates its options and manifest, then runs `true`. */
const common = {
  ours: `${count} tasks that run true through our executors' frame`,
  unit: 'ms',
  goal: 1.15,
} as const;

/** Nx runs its own executor within its own process; for a batch of any other one it starts a process. */
export const tasks: Row = {
  ...common,
  id: 'tasks',
  against: `${count} nx:run-commands tasks of true`,
  measure: against('tasks', 'commands'),
};

/** With that process on both sides: what is left is our frame. */
export const tasksBatch: Row = {
  ...common,
  id: 'tasks-batch',
  against: `${count} tasks of a batch executor that does nothing but run true`,
  measure: against('tasks-batch', 'batch'),
};
