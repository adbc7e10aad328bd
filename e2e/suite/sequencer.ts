import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { longestFirst } from './order.js';

/**
 * Starts the longest files first, so that no core waits for one that began last. Vitest itself goes by the durations of
 * the run before, which a fresh machine does not have, and by the sizes of files, which say nothing here.
 */
export class Sequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return longestFirst(await super.sort(files));
  }
}
