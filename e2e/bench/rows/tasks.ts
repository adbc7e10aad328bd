import { nxTurn } from '../bench.js';
import type { Row } from '../row.js';
import { writeServices } from '../services.js';

const count = 50;

const targets = {
  ours: { executor: 'bench-kit:trivial', cache: false },
  floor: { executor: 'nx:run-commands', cache: false, options: { command: 'true' } },
};

/** The frame that every executor of ours has: each task validates its options and manifest, then runs `true`. */
export const tasks: Row = {
  id: 'tasks',
  ours: `${count} tasks that run true through our executors' frame`,
  against: `${count} nx:run-commands tasks of true`,
  unit: 'ms',
  goal: 1.15,
  measure: async (bench) => {
    const workspace = await bench.workspace('tasks');
    await writeServices(workspace, count, targets);
    const run = (target: string): string[] => [
      'run-many',
      '-t',
      target,
      '--parallel=2',
      '--output-style=static',
    ];
    return bench.compare(nxTurn(workspace, run('ours')), nxTurn(workspace, run('floor')));
  },
};
