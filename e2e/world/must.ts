import type { Ran } from './sandbox.js';

/** Ends a test early, with what the command said, where a step that must work did not. */
export function must<T extends Ran>(ran: T, what: string): T {
  if (ran.exitCode !== 0) throw new Error(`${what} ended with ${ran.exitCode}:\n${ran.output}`);
  return ran;
}
