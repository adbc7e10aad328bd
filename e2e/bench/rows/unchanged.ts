import { dirname } from 'node:path';
import { commitAll } from '../../world/git.js';
import { sandboxAt } from '../../world/sandbox.js';
import { prepareScanner } from '../../world/scanner.js';
import { imagePath, nxTurn } from '../bench.js';
import { fillCache } from '../receipts.js';
import type { Row } from '../row.js';
import { writeServices } from '../services.js';

const count = 50;
const trivial = { executor: 'nx:run-commands', cache: true, options: { command: 'true' } };
const checks = ['lint', 'typecheck', 'test', 'build'];

/** As many cached tasks as ours has cached ones and publish: nine per service. */
const floorTargets = {
  ...Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`floor-${index}`, trivial])),
  floor: { ...trivial, dependsOn: Array.from({ length: 8 }, (_, index) => `floor-${index}`) },
};

/** All hits on both sides; on ours every tag, digest and attachment is asked for in the registry before it is one. */
export const unchanged: Row = {
  id: 'unchanged',
  ours: `nx affected -t publish over ${count} services, nothing changed (all hits; the registry is asked)`,
  against: 'as many cached tasks of true, all hits',
  unit: 'ms',
  goal: 1.3,
  note: 'What is above the floor is mostly looking: every publication costs a HEAD request per tag and attachment, here 250, before it may be a hit (decision 12). The rest is reading receipts, and three rounds of tasks that wait for each other in place of two.',
  measure: async (bench) => {
    const plain = await bench.workspace('unchanged');
    const scanner = await prepareScanner(dirname(plain.root));
    await scanner.write([]);
    const path = `${scanner.program}:${plain.env.PATH ?? process.env.PATH ?? ''}`;
    const workspace = sandboxAt(plain.root, { ...plain.env, ...scanner.env, PATH: path });
    const own = Object.fromEntries(checks.map((name) => [name, trivial]));
    const services = await writeServices(workspace, count, { ...own, ...floorTargets });
    await commitAll(workspace);
    await fillCache(workspace, bench.world.registry, imagePath, services);
    const affected = (target: string): string[] => [
      'affected',
      '-t',
      target,
      '--base=HEAD~1',
      '--parallel=2',
    ];
    return bench.compare(nxTurn(workspace, affected('publish')), nxTurn(workspace, affected('floor')));
  },
};
