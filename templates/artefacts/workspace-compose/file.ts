import type { ServiceInput, WorkspaceInput } from '@org/ci-core';
import { because, spaced, type YamlObject } from '../../yaml/value';
import { formatYaml } from '../../yaml/format';
import { hasBackend } from '../backing';
import { application, migration, processes } from '../compose/application';
import { backingServices, backingVolumes } from '../compose/backing';
import { credentials, secretVolumes } from '../compose/credentials';
import { backendNetwork, sharedLayout, type Layout } from '../compose/layout';
import { callersOf } from './callers';

const header = [
  'docker compose up --build --wait    every service as production runs it, in the order in which they need each other',
  'docker compose up --build --wait orders    one of them, with what it depends on (dependsOn of its service.yaml)',
  "Each service's own compose.yaml runs it alone, and has its development and its tests.",
].join('\n');

const layoutOf = ({ service, directory }: ServiceInput): Layout => sharedLayout(service.name, directory);

const conditions = {
  started: 'service_started',
  healthy: 'service_healthy',
  completed: 'service_completed_successfully',
} as const;

/** What a service waits for of the others, as its manifest says. */
function others({ service }: ServiceInput, known: ReadonlySet<string>): YamlObject {
  const needs = Object.entries(service.dependsOn ?? {});
  return Object.fromEntries(
    needs.flatMap(([name, condition]) =>
      condition === undefined || !known.has(name) ? [] : [[name, { condition: conditions[condition] }]],
    ),
  );
}

/** The containers of one service. */
function containers(input: ServiceInput, all: readonly ServiceInput[]): YamlObject {
  const layout = layoutOf(input);
  const known = new Set(all.map(({ service }) => service.name));
  const server = application(input, layout, others(input, known));
  return {
    ...credentials(input, layout),
    ...backingServices(input, layout, false),
    ...migration(input, layout),
    [layout.server]: { ...server, ...callersOf(input, all, server) },
    ...processes(input, layout),
  };
}

function networks(services: readonly ServiceInput[]): YamlObject {
  const own = services.filter(hasBackend);
  const edge = because('Servers reach each other here, by the names of their services.', {});
  return { ...Object.assign({}, ...own.map((input) => backendNetwork(layoutOf(input)))), edge } as YamlObject;
}

/**
 * Name of the compose project: the workspace's own. The compose.yaml of a service is a project of the service's name: one
 * of the same name would take the other's containers for its own left-overs. Workspaces whose ci.yaml gives no name keep
 * the one that they had, and their volumes: the last part of where images go.
 */
function nameOf({ workspace: { name, registry }, services }: WorkspaceInput): string {
  if (name !== undefined)
    return services.some(({ service }) => service.name === name) ? `${name}-workspace` : name;
  const [, ...path] = registry.split('/');
  return path.at(-1)?.replace(/[^a-z0-9_-]/g, '-') ?? 'workspace';
}

/** `compose.yaml` at the workspace's root. */
export function formatWorkspaceCompose({ services: placed, ...input }: WorkspaceInput): string {
  const services = placed.map((one): ServiceInput => ({ ...input, ...one, images: one.stack.images }));
  const volumes = Object.assign(
    {},
    ...services.flatMap((one) => [secretVolumes(one, layoutOf(one)), backingVolumes(one, layoutOf(one))]),
  ) as YamlObject;
  const all = Object.assign({}, ...services.map((one) => containers(one, services))) as YamlObject;
  return formatYaml(
    {
      name: nameOf({ ...input, services: placed }),
      services: spaced(all),
      networks: spaced(networks(services)),
      volumes: Object.keys(volumes).length > 0 ? spaced(volumes) : undefined,
    },
    { header },
  );
}
