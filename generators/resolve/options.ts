import { Name, RelativePath } from '@org/ci-core';
import { z } from 'zod';

const takes = [
  { value: 'theirs', label: 'theirs: what the standard wants' },
  { value: 'mine', label: 'mine: what the file holds' },
  { value: 'edit', label: 'edit: I have edited the place' },
];

/** Options of `nx g @org/ci:resolve`. */
export const ResolveOptions = z
  .strictObject({
    name: Name.describe('Service whose files wait for a decision; ci: the workspace’s own').meta({
      $default: { $source: 'argv', index: 0 },
      'x-prompt': 'Whose files? (name of the service; ci: the workspace’s own)',
      'x-priority': 'important',
    }),
    take: z
      .enum(['theirs', 'mine', 'edit'])
      .optional()
      .describe(
        'theirs: the standard’s text · mine: what the file holds · edit: what you made of the place by hand. Left out: shows what waits',
      )
      .meta({ 'x-priority': 'important', items: takes.map(({ value }) => value) }),
    file: RelativePath.optional().describe(
      'Only this file, from the service’s folder or from the root; default: every file',
    ),
    at: z
      .string()
      .max(1000)
      .optional()
      .describe('Only this place, e.g. jobs.verify.steps[check].run; default: every place'),
  })
  .describe('Decides what waits after an upgrade, or shows it');
export type ResolveOptions = z.infer<typeof ResolveOptions>;
