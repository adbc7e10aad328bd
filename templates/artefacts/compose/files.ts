import type { ServiceInput } from '@org/ci-core';
import { spaced, type YamlObject } from '../../yaml/value';
import { formatYaml } from '../../yaml/format';
import { hasBackend } from '../backing';
import { application, migration, processes } from './application';
import { backingServices, backingVolumes } from './backing';
import { credentials, secretVolumes } from './credentials';
import { backendNetwork, ownLayout } from './layout';

function headerOf({ service: { name, application }, stack }: ServiceInput): string[] {
  if (stack.development)
    return [
      `docker compose up --build --wait    ${name} in development (compose.override.yaml is added)`,
      'docker compose watch                the same, and edits are carried into it',
      'docker compose -f compose.yaml up --build --wait    as production runs it',
    ];
  const build = application?.build;
  return [
    ...(build === undefined ? [] : [`nx run ${name}:${build}    first: the image holds what it makes`]),
    `docker compose up --build --wait    ${name} as production runs it`,
  ];
}

/** Named volumes, or nothing where there are none. */
const volumesOf = (volumes: YamlObject): YamlObject | undefined =>
  Object.keys(volumes).length > 0 ? volumes : undefined;

/** `compose.yaml`: the service as production runs it, on one machine. */
export function formatCompose(input: ServiceInput): string {
  const layout = ownLayout(input.directory);
  const volumes = volumesOf({ ...secretVolumes(input, layout), ...backingVolumes(input, layout) });
  return formatYaml(
    {
      name: input.service.name,
      services: spaced({
        ...credentials(input, layout),
        ...backingServices(input, layout, false),
        ...migration(input, layout),
        [layout.server]: application(input, layout),
        ...processes(input, layout),
      }),
      networks: spaced({ ...(hasBackend(input) ? backendNetwork(layout) : {}), edge: {} }),
      volumes: volumes && spaced(volumes),
    },
    { header: headerOf(input).join('\n') },
  );
}
