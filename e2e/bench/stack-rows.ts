import { nxTurn, type Bench } from './bench.js';
import { build, bytesOver, type Built } from './peer.js';
import type { Row } from './row.js';

/** A stack's image against the image that people would have made of the same application. */
export interface Comparison {
  /** Begins the rows' ids. */
  readonly id: string;
  readonly service: string;
  readonly against: string;
  /** Both images' base. */
  readonly base: string;
  readonly goals: Readonly<Record<'size' | 'cold' | 'noop' | 'edit', number>>;
  readonly note?: string;
  readonly sides: (bench: Bench) => Promise<{ readonly ours: Built; readonly peer: Built }>;
}

const cold = ['--no-cache'];

/** Size over the base, a cold build, a build after which nothing changed, and one after an edit of one line. */
export function stackRows(comparison: Comparison): Row[] {
  const { id, service, against, base, goals, note, sides } = comparison;
  const nx = (ours: Built, before?: () => Promise<void>) =>
    nxTurn(ours.workspace, ['run', `${service}:image`, '--skip-nx-cache'], before);
  return [
    {
      id: `${id}-size`,
      ours: `compressed size of ${service}’s image over ${base}`,
      against,
      unit: 'bytes',
      goal: goals.size,
      ...(note && { note }),
      measure: async (bench) => {
        const { ours, peer } = await sides(bench);
        for (const side of [ours, peer]) await build(side).run();
        return { ours: [await bytesOver(bench, ours, base)], floor: [await bytesOver(bench, peer, base)] };
      },
    },
    {
      id: `${id}-cold`,
      ours: `docker buildx build --no-cache --push of ${service}’s Dockerfile, packages downloaded before`,
      against: `${against}, the same command`,
      unit: 'ms',
      goal: goals.cold,
      measure: async (bench) => {
        const { ours, peer } = await sides(bench);
        return bench.compare(build(ours, cold), build(peer, cold));
      },
    },
    {
      id: `${id}-noop`,
      ours: `nx run ${service}:image, nothing changed, without Nx’s cache`,
      against: `${against}: docker buildx build --push`,
      unit: 'ms',
      goal: goals.noop,
      measure: async (bench) => {
        const { ours, peer } = await sides(bench);
        return bench.compare(nx(ours), build(peer));
      },
    },
    {
      id: `${id}-edit`,
      ours: `nx run ${service}:image after an edit of one line`,
      against: `${against}: docker buildx build --push after such an edit`,
      unit: 'ms',
      goal: goals.edit,
      measure: async (bench) => {
        const { ours, peer } = await sides(bench);
        return bench.compare(nx(ours, ours.edit), build(peer, [], peer.edit));
      },
    },
  ];
}

/** Made by the first row that wants it. */
export function once<T>(make: (bench: Bench) => Promise<T>): (bench: Bench) => Promise<T> {
  const made = new WeakMap<Bench, Promise<T>>();
  return (bench) => {
    const known = made.get(bench) ?? make(bench);
    made.set(bench, known);
    return known;
  };
}
