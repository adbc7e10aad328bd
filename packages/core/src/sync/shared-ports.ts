import type { Problem } from '../problem/problem';
import type { FoundService } from './input';

/**
 * Services that listen where another one does. Not open: in a cluster they get on, and on one machine they do as long as
 * one runs at a time.
 */
export function sharedPorts(services: readonly FoundService[]): Problem[] {
  const holders = new Map<number, string>();
  return services.flatMap(({ service: { name, port }, directory }) => {
    const first = holders.get(port);
    if (first === undefined) {
      holders.set(port, name);
      return [];
    }
    return [
      {
        code: 'port-shared',
        where: `${directory}/service.yaml › port`,
        what: `${port} is the port of ${first}, too: on one machine only one of ${first} and ${name} can be served, or be up with compose`,
        fix: 'give one of them a free port, then npx nx sync',
      },
    ];
  });
}
