import { formatAddress, parseAddress } from '../address/address';
import { compareVersions } from '../pins/compare-versions';
import { unwrap } from '../problem/result';
import { applicable } from './applicable';
import type { ManifestChange, ServiceMigration } from './migration';

type Rename = Extract<ManifestChange, { op: 'rename' }>;

/** The key has its old name again, in the place where it has the new one. */
function renamedBack({ at, to }: Rename): Rename {
  const address = unwrap(parseAddress(at, at));
  const last = address.at(-1);
  const old = last && 'key' in last ? last.key : '';
  return { op: 'rename', at: formatAddress([...address.slice(0, -1), { key: to }]), to: old };
}

/** What was set or removed is not known any more. */
const isLost = ({ manifest = [], run }: ServiceMigration): boolean =>
  run !== undefined || manifest.some(({ op }) => op !== 'rename');

/** A migration the other way round: names and places are as they were; the rest a person has to look at. */
function reverse(migration: ServiceMigration): ServiceMigration {
  const { version, id, description, manifest = [], moves = [] } = migration;
  return {
    version,
    id,
    description,
    manifest: manifest
      .filter((one) => one.op === 'rename')
      .map(renamedBack)
      .toReversed(),
    moves: moves.map(({ from, to }) => ({ from: to, to: from })).toReversed(),
    ...(isLost(migration) && { nextSteps: [`Look at service.yaml: undo what ${id} did (${description})`] }),
  };
}

/**
 * Migrations of the version that a service leaves, for its way back to an older one, which does not know them: newest
 * first, the other way round.
 */
export const reversed = (
  migrations: readonly ServiceMigration[],
  stack: string,
  from: string,
  to: string,
): ServiceMigration[] =>
  compareVersions(from, to) <= 0 ? [] : applicable(migrations, stack, to, from).toReversed().map(reverse);
