import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../../world/must.js';
import type { Sandbox } from '../../world/sandbox.js';
import type { Bench } from '../bench.js';
import { editByHand, installStandard, openFleet } from '../fleet.js';
import { median, type Turn } from '../paired.js';
import type { Row } from '../row.js';

const count = 1000;
const peakFile = 'bench-peak.txt';
const command = ['g', '@org/ci:upgrade', '--skipInstall'];

/** Each round moves to the next version, so that no round finds its work done. */
function onNextVersion(workspace: Sandbox, args: readonly string[], env: Record<string, string> = {}): Turn {
  let minor = 0;
  return {
    before: () => installStandard(workspace, (minor += 1)),
    run: async () => must(await workspace.nx(args, { env }), `nx ${args.join(' ')}`),
  };
}

/** Megabytes: the most that one process of all rounds took. */
async function peakOf({ root }: Sandbox): Promise<number> {
  const sizes = (await readFile(join(root, peakFile), 'utf8')).trim().split('\n').map(Number);
  return Math.max(...sizes) / 1024;
}

const noted = ({ root }: Sandbox): Record<string, string> => ({
  NODE_OPTIONS: `--require=${join(root, 'node_modules/bench-kit/peak.cjs')}`,
  BENCH_PEAK: join(root, peakFile),
});

async function sides(bench: Bench): Promise<{ ours: Sandbox; floor: Sandbox }> {
  const fleet = await openFleet(bench, 'upgrade', count);
  const floor = await fleet.workspace.clone('upgrade-floor');
  await editByHand(fleet);
  return { ours: fleet.workspace, floor };
}

/** The floor knows what every file is to be, and writes it over what is there: the least that a new version can cost. */
export const upgrade: Row = {
  id: 'upgrade',
  ours: `nx g @org/ci:upgrade of ${count} services to the next version, three of five with edits in what changes`,
  against: 'nx g of a generator that renders the same services and writes over what is there, edits or not',
  unit: 'ms',
  goal: 3,
  note: 'Every version changes four files of each service. Ours merges 1,800 files by structure, reads again what it writes, and writes merge bases, locks, a journal and a report besides; the floor does none of that.',
  measure: async (bench) => {
    const { ours, floor } = await sides(bench);
    const pair = await bench.compare(
      onNextVersion(ours, command, noted(ours)),
      onNextVersion(floor, ['g', 'bench-kit:render']),
    );
    const peak = await peakOf(ours);
    await rm(join(ours.root, peakFile));
    const perSecond = count / (median(pair.ours) / 1000);
    const remarks = [
      `upgrade: ${perSecond.toFixed(0)} services per second; peak memory of a process ${peak.toFixed(0)} MB`,
    ];
    return { ...pair, remarks };
  },
};
