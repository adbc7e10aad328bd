import { PackageName, RegistryPath } from '@org/ci-core';
import { z } from 'zod';

/** Options of `nx g @org/ci:init`. */
export const InitOptions = z
  .strictObject({
    standard: PackageName.default('@org/ci-standard').describe('Standard package that the workspace follows'),
    registry: RegistryPath.optional()
      .describe('Where images are published, e.g. ghcr.io/acme; default from the Git remote')
      .meta({ 'x-priority': 'important' }),
    packageManager: z
      .enum(['npm', 'pnpm'])
      .optional()
      .describe('Package manager; default the one whose lock file is there'),
    platforms: z
      .string()
      .regex(/^linux\/[a-z0-9/]+(,linux\/[a-z0-9/]+)*$/)
      .optional()
      .describe('Platforms of published images, separated by commas, e.g. linux/amd64,linux/arm64'),
    skipInstall: z.boolean().default(false).describe('Do not install packages afterwards'),
    keepExistingVersions: z.boolean().default(true).describe('Given by nx add; versions are never changed'),
  })
  .describe('Sets a workspace up for @org/ci: ci.yaml, the plugin, the sync generator, generated files');
export type InitOptions = z.infer<typeof InitOptions>;
