/**
 * The one success that Nx neither caches nor records. A dry run leaves no receipt, or one of earlier inputs: cached, it
 * would later remove or replace a true one.
 */
export const uncached = 'local-cache-kept-existing';

/** A task of a batch as Nx takes it. */
export interface TaskResult {
  readonly success: boolean;
  readonly terminalOutput: string;
  readonly status?: 'success' | 'failure' | 'skipped' | typeof uncached;
  readonly startTime?: number;
  readonly endTime?: number;
}
