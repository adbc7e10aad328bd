import { Service, synthService, type PlacedService } from '@org/ci-core';
import { workspace } from '../../templates/testing/standard';
import type { Example } from './files';

/** Everything that may stand beside a server, where its stack knows it. */
const richer = [
  { cache: 'redis', broker: 'redis', processes: ['worker', 'beat'] },
  { cache: 'memcached', broker: 'rabbitmq', processes: ['worker', 'beat'] },
] as const;

function variants(placed: PlacedService): PlacedService[] {
  const knows = (placed.stack.accepts?.broker ?? []).length > 0;
  const more = richer.map((choice, index) => {
    const name = `${placed.service.name}-${choice.broker}`;
    const port = placed.service.port + 1000 + index;
    const service = Service.parse({ ...placed.service, ...choice, name, port });
    return { ...placed, service, directory: `apps/examples/${name}` };
  });
  return [placed, ...(knows ? more : [])];
}

/** Texts of each example service by path in its folder: both package managers, all that may stand beside a server. */
export const examples = (): Example[] =>
  (['npm', 'pnpm'] as const).flatMap((packageManager) => {
    const input = workspace({ packageManager });
    return input.services.flatMap(variants).map((placed): Example => {
      const own = { ...input, ...placed };
      const seed = placed.stack.seed({ ...own, packageName: `@acme/${placed.service.name}` });
      const files = [...synthService(own), ...seed.filter(({ path }) => path.endsWith('/.env.example'))];
      return {
        name: `${placed.service.name} (${packageManager})`,
        stack: placed.stack,
        service: placed.service,
        texts: new Map(files.map(({ path, text }) => [path.slice(placed.directory.length + 1), text])),
      };
    });
  });
