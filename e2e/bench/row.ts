import type { World } from '../world/world.js';
import type { Pair } from './paired.js';

/** One line of the table: ours against a peer or a floor, measured in the same run. */
export interface Row {
  readonly id: string;
  readonly ours: string;
  readonly against: string;
  /** The ratio ours / against that we want at most. */
  readonly goal: number;
  measure(world: World): Promise<Pair>;
}
