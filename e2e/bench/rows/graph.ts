import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { nxTurn, type Bench } from '../bench.js';
import type { Pair, Turn } from '../paired.js';
import type { Row } from '../row.js';
import { writeServices } from '../services.js';

const count = 1000;

async function side(bench: Bench, name: string, plugin: string): Promise<Turn> {
  const workspace = await bench.workspace(name);
  await writeServices(workspace, count);
  await workspace.edit('nx.json', (text) => {
    const nx = JSON.parse(text) as Record<string, unknown>;
    return JSON.stringify({ ...nx, sync: undefined, plugins: [plugin] }, null, 2);
  });
  const forget = (): Promise<void> =>
    rm(join(workspace.root, '.nx/workspace-data'), { recursive: true, force: true });
  return nxTurn(workspace, ['show', 'projects'], forget);
}

const against =
  (id: string, plugin: string) =>
  async (bench: Bench): Promise<Pair> =>
    bench.compare(await side(bench, `${id}-ours`, '@org/ci'), await side(bench, `${id}-floor`, plugin));

const common = { ours: `project graph of ${count} services, nothing cached`, unit: 'ms', goal: 1.3 } as const;

/** The plugin of the floor globs the same files, names a project for each and infers no target. */
export const graph: Row = {
  ...common,
  id: 'graph',
  against: 'a plugin that globs the same files and infers no target',
  note: 'A service has eleven targets. Nx keeps where every entry of every input comes from, sends it from process to process and writes it down: graph-targets has the same targets on both sides, and shows what of the time is ours. Inputs are therefore few: globs of one root are joined, an image has eleven entries in place of 48.',
  measure: against('graph', 'bench-kit/plugin.cjs'),
};

/** The plugin of the floor gives every project the targets that ours infers: what is left is our work, not Nx's. */
export const graphTargets: Row = {
  ...common,
  id: 'graph-targets',
  against: 'a plugin that has the same targets ready and reads nothing',
  measure: against('graph-targets', 'bench-kit/targets.cjs'),
};
