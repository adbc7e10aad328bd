import {
  backingPurpose,
  backingsOf,
  effectivePins,
  pinImage,
  processesOf,
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

/** Paths that must answer 2xx: health, the stack's, the manifest's and the metrics, each once. */
export function endpointsOf(service: Service, stack: Stack): string[] {
  const health = service.health ?? stack.defaults.health;
  const { metricsPath } = stack.runtime(service);
  const more = [...stack.defaults.smokeEndpoints, ...(service.smoke?.endpoints ?? [])];
  return [
    ...new Set([health.live, health.ready, ...more, ...(metricsPath === undefined ? [] : [metricsPath])]),
  ];
}

/** Images of what is behind the service: the standard's, pinned where the workspace has resolved it, from the mirror where there is one. */
export function backingImages(
  service: Service,
  standard: Standard,
  lock: PinLock,
  workspace: Workspace,
): Setting['backings'] {
  const { pins } = effectivePins(standard, lock);
  return backingsOf(service).map((backing) => {
    const purpose = backingPurpose(service, backing.id);
    const image = standard.pins.images[purpose];
    if (image === undefined)
      throw new ProblemError({
        code: 'pin-missing',
        where: `${standard.name} › pins.images`,
        what: `nothing is pinned for ${purpose}`,
        fix: `add ${purpose} to the standard's pins`,
      });
    const reference = unwrap(parseReference(pinImage(pins, image)));
    const mirrored = unwrap(mirrorReference(reference, workspace.mirrors));
    return {
      backing,
      image: mirrored === reference ? pinImage(pins, image) : formatReference(mirrored),
    };
  });
}

/** Pure: all that decides how the containers of a service run. */
export function settingOf(
  { service, stack }: { readonly service: Service; readonly stack: Stack },
  image: string,
  run: Pick<Setting, 'backings' | 'names' | 'secrets' | 'configuration'>,
): Setting {
  const runtime = stack.runtime(service);
  return {
    service,
    runtime,
    resources: service.resources ?? stack.defaults.resources,
    image,
    processes: processesOf(service, runtime),
    ...run,
  };
}
