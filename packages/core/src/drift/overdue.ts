import type { Workspace } from '../manifest/workspace';
import { oldPins } from '../pins/old-pins';
import type { PinLock } from '../pins/pin-lock';
import type { Problem } from '../problem/problem';
import type { StandardData } from '../standard/data';
import { expiredWaivers, unknownWaivers } from './waivers';

export interface Dated {
  readonly workspace: Pick<Workspace, 'waivers'>;
  /** The one of ci.yaml. */
  readonly standard: Pick<StandardData, 'rules'>;
  /** Names of all services; undefined where one cannot be read. */
  readonly services: readonly string[] | undefined;
  readonly pins: PinLock;
  readonly now: Date;
}

/** What nobody looked at for too long: waivers whose last day is over or whose service is not there, old pins. */
export function overdue({ workspace, standard, services, pins, now }: Dated): Problem[] {
  const maxAgeDays = standard.rules?.pinMaxAgeDays;
  return [
    ...expiredWaivers(workspace, now.toISOString().slice(0, 10)),
    ...(services === undefined ? [] : unknownWaivers(workspace, services)),
    ...(maxAgeDays === undefined ? [] : oldPins(pins, { maxAgeDays, now })),
  ];
}
