import {
  backingIds,
  backingPurpose,
  backingsOf,
  stackOf,
  type FoundService,
  type Standard,
} from '@org/ci-core';
import type { Facts } from '../workspace/facts';

/** A standard that is followed, and by whom. */
export interface Followed {
  readonly standard: Standard;
  readonly services: readonly FoundService[];
}

/** The standard of ci.yaml, and those that services name; whoever cannot be followed is sync's to report. */
export function followedStandards({ standards, found }: Pick<Facts, 'standards' | 'found'>): Followed[] {
  const followed = new Map<Standard, FoundService[]>([[standards.workspace, []]]);
  for (const one of found.services) {
    const standard = standards.of(one.service, `${one.directory}/service.yaml`);
    if (standard.ok) followed.set(standard.value, [...(followed.get(standard.value) ?? []), one]);
  }
  return [...followed].map(([standard, services]) => ({ standard, services }));
}

/** A backing service's image is for those who have one; a standard's others are for whatever its artefacts do. */
const isBacking = (purpose: string): boolean =>
  backingIds.some((id) => purpose === id || purpose.startsWith(`${id}-`));

/** Images of a standard that its services' generated files name. */
function standardImages({ standard, services }: Followed): string[] {
  const used = new Set(
    services.flatMap(({ service }) => backingsOf(service).map(({ id }) => backingPurpose(service, id))),
  );
  return Object.entries(standard.pins.images).flatMap(([purpose, image]) =>
    used.has(purpose) || !isBacking(purpose) ? [image] : [],
  );
}

/** Every `name:tag` that generated files start from: the standards', and those of the stacks in use. Sorted. */
export function imagesInUse(followed: readonly Followed[]): string[] {
  const images = followed.flatMap(({ standard, services }) => [
    ...standardImages({ standard, services }),
    ...services.flatMap(({ service }) => Object.values(stackOf(standard, service.stack)?.images ?? {})),
  ]);
  return [...new Set(images)].sort();
}
