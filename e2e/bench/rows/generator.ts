import { addService } from '../../world/service.js';
import { nxTurn } from '../bench.js';
import type { Row } from '../row.js';

const common = ['--no-interactive', '--dry-run'];

/**
 * `--dry-run` on both sides: the same process does everything but write the files. A second service: the first one also
 * asks the registry for the digests of its base images, once.
 */
export const generator: Row = {
  id: 'generator',
  ours: 'nx g @org/ci:service of a second service, dry run',
  against: 'nx g of an empty generator, dry run',
  unit: 'ms',
  goal: 1.25,
  measure: async (bench) => {
    const workspace = await bench.workspace('generator');
    await addService(workspace, 'accounts', '--database=postgres', '--skip-install');
    const ours = ['g', '@org/ci:service', 'payments', '--stack=node-api', '--database=postgres', ...common];
    return bench.compare(nxTurn(workspace, ours), nxTurn(workspace, ['g', 'bench-kit:empty', ...common]));
  },
};
