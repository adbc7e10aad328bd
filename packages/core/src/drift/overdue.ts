import type { Workspace } from '../manifest/workspace';
import { oldPins } from '../pins/old-pins';
import type { PinLock } from '../pins/pin-lock';
import type { Problem } from '../problem/problem';
import type { StandardData } from '../standard/data';
import { expiredWaivers } from './waivers';

export interface Dated {
  readonly workspace: Pick<Workspace, 'waivers'>;
  /** The one of ci.yaml. */
  readonly standard: Pick<StandardData, 'rules'>;
  readonly pins: PinLock;
  readonly now: Date;
}

/** What time alone has made wrong: waivers whose last day is over, pins that nobody looked at for too long. */
export function overdue({ workspace, standard, pins, now }: Dated): Problem[] {
  const maxAgeDays = standard.rules?.pinMaxAgeDays;
  return [
    ...expiredWaivers(workspace, now.toISOString().slice(0, 10)),
    ...(maxAgeDays === undefined ? [] : oldPins(pins, { maxAgeDays, now })),
  ];
}
