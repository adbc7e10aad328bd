import { nxTurn } from '../bench.js';
import { openFleet } from '../fleet.js';
import type { Row } from '../row.js';

const count = 1000;

/** One workspace for both, so that nothing but the generator differs: nx.json names one or the other. */
export const syncCheck: Row = {
  id: 'sync-check',
  ours: `nx sync:check of ${count} generated services, nothing to do`,
  against: 'the same with a sync generator that does nothing',
  unit: 'ms',
  goal: 1.5,
  measure: async (bench) => {
    const { workspace } = await openFleet(bench, 'sync-check', count);
    const nxJson = await workspace.read('nx.json');
    const turn = (generator: string): ReturnType<typeof nxTurn> =>
      nxTurn(workspace, ['sync:check'], () =>
        workspace.write('nx.json', nxJson.replace('@org/ci:sync', generator)),
      );
    return bench.compare(turn('@org/ci:sync'), turn('bench-kit:empty'));
  },
};
