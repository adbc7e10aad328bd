import { stackOf, type FoundService, type Standard } from '@org/ci-core';

/** Every `name:tag` that generated files start from: the standard's, and those of the stacks in use. Sorted. */
export function imagesInUse(standard: Standard, services: readonly FoundService[]): string[] {
  const stacks = services.flatMap(({ service }) => stackOf(standard, service.stack) ?? []);
  const ofStacks = stacks.flatMap(({ images }) => Object.values(images));
  return [...new Set([...Object.values(standard.pins.images), ...ofStacks])].sort();
}
