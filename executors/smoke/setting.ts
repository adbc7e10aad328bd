import {
  effectivePins,
  pinImage,
  ProblemError,
  unwrap,
  type PinLock,
  type Service,
  type Stack,
  type Standard,
  type Workspace,
} from '@org/ci-core';
import { formatReference, mirrorReference, parseReference } from '@org/ci-oci';
import type { Setting } from './containers';
import type { Names } from './names';

/** Paths that must answer 2xx: health, the stack's, the manifest's and the metrics, each once. */
export function endpointsOf(service: Service, stack: Stack): string[] {
  const health = service.health ?? stack.defaults.health;
  const { metricsPath } = stack.runtime(service);
  const more = [...stack.defaults.smokeEndpoints, ...(service.smoke?.endpoints ?? [])];
  return [
    ...new Set([health.live, health.ready, ...more, ...(metricsPath === undefined ? [] : [metricsPath])]),
  ];
}

/** The database's image: the standard's, pinned where the workspace has resolved it, from the mirror where there is one. */
export function databaseImageOf(
  service: Service,
  standard: Standard,
  lock: PinLock,
  workspace: Workspace,
): string | undefined {
  if (service.database === 'none') return undefined;
  const { pins } = effectivePins(standard, lock);
  const image = standard.pins.images[service.database];
  if (image === undefined)
    throw new ProblemError({
      code: 'pin-missing',
      where: `${standard.name} › pins.images`,
      what: `nothing is pinned for ${service.database}`,
      fix: `add ${service.database} to the standard's pins`,
    });
  const reference = unwrap(parseReference(pinImage(pins, image)));
  const mirrored = unwrap(mirrorReference(reference, workspace.mirrors));
  return mirrored === reference ? pinImage(pins, image) : formatReference(mirrored);
}

/** Pure: all that decides how the containers of a service run. */
export function settingOf(
  input: { readonly service: Service; readonly stack: Stack },
  image: string,
  databaseImage: string | undefined,
  run: { readonly names: Names; readonly passwordFile: string },
): Setting {
  const { service, stack } = input;
  return {
    service,
    runtime: stack.runtime(service),
    resources: service.resources ?? stack.defaults.resources,
    image,
    databaseImage,
    ...run,
  };
}
