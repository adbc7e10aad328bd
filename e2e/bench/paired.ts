export interface Pair {
  readonly ours: readonly number[];
  readonly floor: readonly number[];
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
};

const milliseconds = async (action: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await action();
  return performance.now() - started;
};

/**
 * Times two actions in turns, so that a machine that gets slower slows both. One unmeasured round first.
 * Figures are wall milliseconds.
 */
export async function paired(
  rounds: number,
  ours: () => Promise<unknown>,
  floor: () => Promise<unknown>,
): Promise<Pair> {
  await ours();
  await floor();
  const pair = { ours: [] as number[], floor: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    pair.ours.push(await milliseconds(ours));
    pair.floor.push(await milliseconds(floor));
  }
  return pair;
}
