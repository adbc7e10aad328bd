import { expect } from 'vitest';
import type { Ran } from './sandbox.js';

/** What a person who meets a fault must get: a failure, the code, the next step; no stack trace, no call for a report. */
export function expectRefused({ exitCode, output }: Ran, code: string): void {
  expect(exitCode, output).not.toBe(0);
  expect(output).toMatch(new RegExp(`\\[${code}]\\n {2}→ \\S`));
  expect(output).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m);
  expect(output).not.toContain('[unexpected]');
}
