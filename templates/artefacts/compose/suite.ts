import type { ServiceInput } from '@org/ci-core';
import { backingsOf } from '@org/ci-core';
import { flow, spaced, type YamlObject } from '../../yaml/value';
import { formatYaml } from '../../yaml/format';
import { settingsOf } from '../backing';
import { buildOf, userOf } from './application';
import { backingServices } from './backing';
import { credentials, secretMounts, secretVolumes } from './credentials';
import { hardened, tmpfs } from './hardening';
import { backendNetwork, ownLayout } from './layout';

const header = [
  'docker compose -f compose.test.yaml run --build --rm test    exits as the suite does',
  'docker compose -f compose.test.yaml down --volumes',
].join('\n');

/** `compose.test.yaml`: the whole suite in containers, everything behind it in memory. */
export function formatTest(input: ServiceInput): string {
  const layout = ownLayout(input.directory);
  const backings = backingsOf(input.service);
  const mounts = secretMounts(input, layout);
  const healthy: YamlObject = Object.fromEntries(
    backings.map(({ id }) => [id, { condition: 'service_healthy' }] as const),
  );
  const volumes = secretVolumes(input, layout);
  const test = {
    build: buildOf(input, layout, 'test'),
    ...hardened({ cpus: 2, memory: '2g', pids: 500 }),
    user: userOf(input),
    init: true,
    environment: settingsOf(input),
    tmpfs: [tmpfs('/tmp', '256m', 'mode=1777')],
    volumes: mounts.length > 0 ? mounts : undefined,
    networks: flow(['backend']),
    depends_on: backings.length > 0 ? healthy : undefined,
    healthcheck: { disable: true },
    restart: 'no',
  };
  const services = { ...credentials(input, layout), ...backingServices(input, layout, true), test };
  return formatYaml(
    {
      name: `${input.service.name}-test`,
      services: spaced(services),
      networks: spaced(backendNetwork(layout)),
      volumes: Object.keys(volumes).length > 0 ? spaced(volumes) : undefined,
    },
    { header },
  );
}
