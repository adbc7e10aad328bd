import type { Tree } from '@nx/devkit';
import {
  addOrigins,
  callsFromBrowser,
  isHeld,
  lockPath,
  originFor,
  parseService,
  stackOf,
  type Environment,
  type FoundService,
  type PlacedService,
} from '@org/ci-core';
import { writeFiles } from '../workspace/apply';
import type { Facts } from '../workspace/facts';
import { readText, type FoundServices } from '../workspace/manifests';

export type Made = Pick<PlacedService, 'service' | 'directory' | 'stack'>;

/** Services that a new browser application depends on, and that ask who may call them. */
export function askingServices({ service, stack }: Made, { found, standards }: Facts): FoundService[] {
  if (!callsFromBrowser(stack)) return [];
  return found.services.filter((one) => {
    if (!Object.hasOwn(service.dependsOn ?? {}, one.service.name)) return false;
    const standard = standards.of(one.service, `${one.directory}/service.yaml`);
    const other = standard.ok ? stackOf(standard.value, one.service.stack) : undefined;
    return other?.runtime(one.service).origins !== undefined;
  });
}

/** Whether nothing but an upgrade may render a service: its manifest is left alone. */
function waitsForUpgrade(tree: Tree, { service }: FoundService, { standards }: Facts): boolean {
  const standard = standards.of(service, '');
  return !standard.ok || isHeld(service, standard.value, readText(tree, lockPath(service.name)));
}

function withOrigins(
  text: string,
  { service }: FoundService,
  made: Made,
  environments: readonly Environment[],
): string {
  return environments.reduce((known, environment) => {
    const origin = originFor(made.service, environment);
    const said = service.environments?.[environment.name]?.origins ?? [];
    return origin === undefined || said.includes(origin)
      ? known
      : addOrigins(known, environment.name, [origin]);
  }, text);
}

/**
 * Lets a new browser application call the services that it depends on, in each environment that says how hosts are
 * called: their manifests get its origins, and keep all that people wrote. The services as they are then.
 */
export function admit(tree: Tree, facts: Facts, made: Made): FoundServices {
  const { found, workspace } = facts;
  const changed = new Map<string, FoundService>();
  for (const one of askingServices(made, facts)) {
    if (waitsForUpgrade(tree, one, facts)) continue;
    const path = `${one.directory}/service.yaml`;
    const text = readText(tree, path) ?? '';
    const edited = withOrigins(text, one, made, workspace.environments);
    const parsed = parseService(edited, path);
    if (edited === text || !parsed.ok) continue;
    writeFiles(tree, [{ path, text: edited }]);
    changed.set(one.service.name, { ...one, service: parsed.value });
  }
  return { ...found, services: found.services.map((one) => changed.get(one.service.name) ?? one) };
}
