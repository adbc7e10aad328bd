import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const Test = z.object({
  status: z.string(),
  fullName: z.string(),
  failureMessages: z.array(z.string()),
});
const File = z.object({
  name: z.string(),
  status: z.enum(['passed', 'failed']),
  message: z.string(),
  assertionResults: z.array(Test),
});
const Report = z.object({ testResults: z.array(File) });

/** One test file of a Vitest JSON report. `failed` also where no test failed, but what is set up before them. */
export type FileResult = z.infer<typeof File>;

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Results by file; undefined where the part is not a Vitest run, or ended before it could write its report. */
export function readResults(file: string): readonly FileResult[] | undefined {
  if (!existsSync(file)) return undefined;
  return Report.parse(JSON.parse(readFileSync(file, 'utf8'))).testResults;
}

export function countResults(results: readonly FileResult[]): Counts {
  const all = results.flatMap(({ assertionResults }) => assertionResults);
  const passed = all.filter(({ status }) => status === 'passed').length;
  const failed = all.filter(({ status }) => status === 'failed').length;
  return { passed, failed, skipped: all.length - passed - failed };
}
