import type { Bench } from './bench.js';
import type { Pair } from './paired.js';

/** One line of the table: ours against a peer or a floor, measured in the same run. */
export interface Row {
  readonly id: string;
  /** What is measured, for people; both texts say what is left out. */
  readonly ours: string;
  readonly against: string;
  readonly unit: 'ms' | 'bytes';
  /** The ratio ours / against that we want at most. */
  readonly goal: number;
  /** What the figure is made of, for the report. */
  readonly note?: string;
  measure(bench: Bench): Promise<Pair>;
}
