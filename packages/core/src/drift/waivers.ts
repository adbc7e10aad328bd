import type { Workspace } from '../manifest/workspace';
import type { Problem } from '../problem/problem';

/** Waivers of ci.yaml that hold no more. `today`: calendar date (UTC). */
export const expiredWaivers = ({ waivers }: Pick<Workspace, 'waivers'>, today: string): Problem[] =>
  waivers.flatMap(({ vulnerability, expires, owner }, index) =>
    expires >= today
      ? []
      : [
          {
            code: 'waiver-expired',
            where: `ci.yaml › waivers[${index}]`,
            what: `the waiver of ${vulnerability} ended on ${expires}`,
            fix: `remove it; or let ${owner} say again why the finding is acceptable, with a new date`,
          },
        ],
  );
