import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { FileResult } from './counts.js';

const firstLine = (message = ''): string =>
  stripVTControlCharacters(message).trim().split('\n')[0]?.slice(0, 160) ?? '';

/** What was red, a line each, `file › test: why`: of a long log only the end may be left. */
export function describeFailures(results: readonly FileResult[]): string[] {
  return results
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(process.cwd(), name);
      const red = assertionResults.filter(({ status }) => status === 'failed');
      // no test is red where the set-up before them was; of that of a `describe` the report has no word
      const why = firstLine(message) || 'a hook of a describe failed, its message is in the log';
      if (red.length === 0) return [`${file}: ${why}`];
      return red.map(
        ({ fullName, failureMessages }) => `${file} › ${fullName}: ${firstLine(failureMessages[0])}`,
      );
    });
}
