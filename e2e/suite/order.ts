/** What takes minutes, longest first, as measured on two cores. Everything else is short enough to fill up with. */
export const longest: readonly string[] = [
  'generators/sync/killed.itg.spec.ts',
  'templates/stacks/django-api/combinations.itg.spec.ts',
  'e2e/scenarios/pipeline.e2e.ts',
  'e2e/scenarios/pip.e2e.ts',
  'e2e/scenarios/mixed.e2e.ts',
  'e2e/scenarios/images.e2e.ts',
  'e2e/scenarios/faults.e2e.ts',
  'e2e/scenarios/cache.e2e.ts',
  'e2e/scenarios/compose.e2e.ts',
  'e2e/scenarios/fleet.e2e.ts',
];

/** Where a file stands in `longest`; behind all of them where it does not. */
function rank(file: string): number {
  const index = longest.findIndex((name) => file.endsWith(`/${name}`));
  return index < 0 ? longest.length : index;
}

/** The longest first; the others as they came. */
export function longestFirst<T extends { readonly moduleId: string }>(files: readonly T[]): T[] {
  return files.toSorted((one, other) => rank(one.moduleId) - rank(other.moduleId));
}
