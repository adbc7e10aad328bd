import { stackOf, type FoundService, type Standard } from '@org/ci-core';
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

/** Every `name:tag` that generated files start from: the standards', and those of the stacks in use. Sorted. */
export function imagesInUse(followed: readonly Followed[]): string[] {
  const images = followed.flatMap(({ standard, services }) => [
    ...Object.values(standard.pins.images),
    ...services.flatMap(({ service }) => Object.values(stackOf(standard, service.stack)?.images ?? {})),
  ]);
  return [...new Set(images)].sort();
}
