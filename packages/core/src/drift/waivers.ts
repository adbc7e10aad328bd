import type { Workspace } from '../manifest/workspace';
import { suggest } from '../problem/nearest';
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

/** Waivers of ci.yaml for a service that there is not: they waive nothing. */
export const unknownWaivers = (
  { waivers }: Pick<Workspace, 'waivers'>,
  services: readonly string[],
): Problem[] =>
  waivers.flatMap(({ vulnerability, service }, index) =>
    service === undefined || services.includes(service)
      ? []
      : [
          {
            code: 'waiver-unknown',
            where: `ci.yaml › waivers[${index}]`,
            what: `the waiver of ${vulnerability} is for ${service}, which is no service`,
            fix: `correct its \`service\` or remove it; ${suggest(service, services)}`,
          },
        ],
  );
