import type { Bench } from './bench.js';
import { build, bytesOver, bytesWhole, type Built } from './peer.js';
import type { Row } from './row.js';
import type { Comparison } from './stack-rows.js';

type Sizes = Pick<Comparison, 'id' | 'service' | 'against' | 'base' | 'note' | 'sides'> & {
  readonly goals: Readonly<Record<'over' | 'whole', number>>;
};

const factor = (ours: number, peer: number): string => `${(peer / ours).toFixed(2)} times smaller`;

/** Both sides as they are in the registry, after a build of each; the factor is a remark. */
const measured =
  (id: string, { sides }: Sizes, size: (bench: Bench, built: Built) => Promise<number>): Row['measure'] =>
  async (bench) => {
    const { ours, peer } = await sides(bench);
    for (const side of [ours, peer]) await build(side).run();
    const [own, other] = [await size(bench, ours), await size(bench, peer)];
    return { ours: [own], floor: [other], remarks: [`${id}: ${factor(own, other)}`] };
  };

/** Compressed size of two images: over their base, and with it. */
export function sizeRows(sizes: Sizes): Row[] {
  const { id, service, against, base, goals, note } = sizes;
  const row = (name: string, ours: string, goal: number, size: typeof bytesWhole): Row => ({
    id: `${id}-${name}`,
    ours: `compressed size of ${service}’s image ${ours}`,
    against,
    unit: 'bytes',
    goal,
    ...(note && { note }),
    measure: measured(`${id}-${name}`, sizes, size),
  });
  return [
    row('size', `over ${base}`, goals.over, (bench, built) => bytesOver(bench, built, base)),
    row('whole', `with ${base}`, goals.whole, bytesWhole),
  ];
}
