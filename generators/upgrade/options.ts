import { Name } from '@org/ci-core';
import { z } from 'zod';

const names = /^[a-z][a-z0-9-]*(,[a-z][a-z0-9-]*)*$/;

/** Options of `nx g @org/ci:upgrade`. */
export const UpgradeOptions = z
  .strictObject({
    services: z
      .string()
      .regex(names, 'names with commas between them: payments,orders')
      .optional()
      .describe('Services, with commas between them; ci: the workspace’s own files. Default: all')
      .meta({ $default: { $source: 'argv', index: 0 }, 'x-priority': 'important' }),
    group: Name.optional()
      .describe('Services of this group of ci.yaml, e.g. canary')
      .meta({ 'x-priority': 'important' }),
    to: z
      .string()
      .max(50)
      .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'a version such as 2.1.0')
      .optional()
      .describe('Version of the standard; fetched where it is not installed. Default: the installed one')
      .meta({ 'x-priority': 'important' }),
    standard: z
      .string()
      .max(214)
      .optional()
      .describe('Only services of this standard, for workspaces with several. Default: that of ci.yaml'),
    skipInstall: z.boolean().default(false).describe('Do not install packages afterwards'),
  })
  .describe('Moves services to a version of their standard; edits are kept');
export type UpgradeOptions = z.infer<typeof UpgradeOptions>;
