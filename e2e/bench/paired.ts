/** Figures of both sides, round by round: `ours[n]` and `floor[n]` were taken one right after the other. */
export interface Pair {
  readonly ours: readonly number[];
  readonly floor: readonly number[];
  /** Other figures of the same run, one a line. */
  readonly remarks?: readonly string[];
}

/** One side of a comparison. What `before` does is not measured. */
export interface Turn {
  before?(): Promise<unknown>;
  run(): Promise<unknown>;
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
};

/** Median of the rounds' own ratios: a machine that is slow for a while slows both sides of a round. */
export const ratio = ({ ours, floor }: Pair): number =>
  median(ours.map((figure, round) => figure / (floor[round] ?? NaN)));

const milliseconds = async (turn: Turn): Promise<number> => {
  await turn.before?.();
  const started = performance.now();
  await turn.run();
  return performance.now() - started;
};

/**
 * Times two actions in turns, so that a machine that gets slower slows both. One unmeasured round first.
 * Figures are wall milliseconds.
 */
export async function paired(rounds: number, ours: Turn, floor: Turn): Promise<Pair> {
  await milliseconds(ours);
  await milliseconds(floor);
  const pair = { ours: [] as number[], floor: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    pair.ours.push(await milliseconds(ours));
    pair.floor.push(await milliseconds(floor));
  }
  return pair;
}
