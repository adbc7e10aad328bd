import type { Problem } from '@org/ci-core';
import type { FoundService } from '../workspace/manifests';

/**
 * Services that listen where another one does. Not open: in a cluster they get on, and on one machine they do as long as
 * one runs at a time.
 */
export function sharedPorts(services: readonly FoundService[]): Problem[] {
  return services.flatMap(({ service: { name, port }, directory }, index) => {
    const first = services.slice(0, index).find((other) => other.service.port === port);
    if (!first) return [];
    return [
      {
        code: 'port-shared',
        where: `${directory}/service.yaml › port`,
        what: `${port} is the port of ${first.service.name}, too: on one machine only one of ${first.service.name} and ${name} can be served, or be up with compose`,
        fix: 'give one of them a free port, then npx nx sync',
      },
    ];
  });
}
