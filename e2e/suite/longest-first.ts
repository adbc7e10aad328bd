import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** What takes minutes, longest first, as measured on two cores. Everything else is short enough to fill up with. */
export const longest = [
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
export function rank(file: string): number {
  const index = longest.findIndex((name) => file.endsWith(`/${name}`));
  return index < 0 ? longest.length : index;
}

/**
 * Starts the longest files first, so that no core waits for one that began last. Vitest itself goes by the durations of
 * the run before, which a fresh machine does not have, and by the sizes of files, which say nothing here.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one.moduleId) - rank(other.moduleId));
  }
}
