import { Name, RelativePath } from '@org/ci-core';
import { z } from 'zod';

/** Options of `nx g @org/ci:standard`. */
export const StandardOptions = z
  .strictObject({
    name: Name.describe('Name of the company or team: acme makes @acme/ci-standard').meta({
      $default: { $source: 'argv', index: 0 },
      'x-prompt': 'Whose standard is it? (e.g. acme)',
      'x-priority': 'important',
    }),
    directory: RelativePath.default('packages/ci-standard')
      .describe('Folder of the package, from the workspace’s root')
      .meta({ alias: 'dir', 'x-priority': 'important' }),
    scope: z
      .string()
      .regex(/^@?[a-z0-9][a-z0-9._-]*$/, 'an npm scope, with or without @')
      .optional()
      .describe(
        'npm scope of the package, where it is not the name: --scope=acme-corp makes @acme-corp/ci-standard',
      ),
    skipInstall: z.boolean().default(false).describe('Do not install packages afterwards'),
  })
  .describe('Scaffolds a standard of your own: a package that extends @org/ci-standard');
export type StandardOptions = z.infer<typeof StandardOptions>;
