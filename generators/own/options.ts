import { Line, Name, RelativePath } from '@org/ci-core';
import { z } from 'zod';

/** Options of `nx g @org/ci:own`. */
export const OwnOptions = z
  .strictObject({
    name: Name.describe('Service, or ci for the workspace’s own files').meta({
      $default: { $source: 'argv', index: 0 },
      'x-prompt': 'Which service? (ci: the workspace’s own files)',
      'x-priority': 'important',
    }),
    file: RelativePath.describe('Generated file, from the service’s folder or from the root').meta({
      'x-prompt': 'Which generated file?',
      'x-priority': 'important',
    }),
    owner: z
      .enum(['service', 'workspace', 'standard'])
      .describe('service (ci: workspace): the file is yours, nothing is written to it; standard: generated')
      .meta({ 'x-priority': 'important' }),
    reason: Line.min(3)
      .optional()
      .describe('Why it is yours; goes into service.yaml or ci.yaml')
      .meta({ 'x-priority': 'important' }),
    until: z.iso.date().optional().describe('Last day (UTC) on which that is as it should be: 2027-01-31'),
  })
  .describe('Takes a generated file out of the standard’s hands, or gives it back');
export type OwnOptions = z.infer<typeof OwnOptions>;
