import { RelativePath } from '@org/ci-core';
import { z } from 'zod';

/** Options of the drift executor. */
export const DriftOptions = z
  .object({
    format: z.enum(['text', 'json', 'sarif']).default('text').describe('What is printed'),
    diff: z.boolean().default(false).describe('Also print what sync would change, as a unified diff'),
    output: RelativePath.default('dist/ci').describe(
      'Folder for drift.json and drift.sarif, from the workspace’s root',
    ),
  })
  .describe('Says which generated files have drifted, from which line, and how to get back');
export type DriftOptions = z.infer<typeof DriftOptions>;
