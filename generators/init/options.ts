import { PackageName, Platform, RegistryPath } from '@org/ci-core';
import { z } from 'zod';
import { Mirrors } from './mirrors';

const Platforms = z.string().superRefine((text, context) => {
  for (const platform of text.split(',')) {
    const { error } = Platform.safeParse(platform);
    for (const { message } of error?.issues ?? [])
      context.addIssue({ code: 'custom', message: `${JSON.stringify(platform)}: ${message}` });
  }
});

/** Options of `nx g @org/ci:init`. */
export const InitOptions = z
  .strictObject({
    standard: PackageName.optional().describe(
      'Standard package that a new workspace follows; default @org/ci-standard',
    ),
    registry: RegistryPath.optional()
      .describe('Where images are published, e.g. ghcr.io/acme; default from the Git remote')
      .meta({ 'x-priority': 'important' }),
    packageManager: z
      .enum(['npm', 'pnpm'])
      .optional()
      .describe('Package manager; default the one whose lock file is there'),
    mirrors: Mirrors.optional().describe(
      'Where images come from instead of their own registries, host=mirror separated by commas, e.g. docker.io=mirror.example.com/hub,gcr.io=127.0.0.1:5000/gcr.io; goes into ci.yaml',
    ),
    platforms: Platforms.optional().describe(
      'Platforms of published images, separated by commas, e.g. linux/amd64,linux/arm64',
    ),
    skipInstall: z.boolean().default(false).describe('Do not install packages afterwards'),
    keepExistingVersions: z.boolean().default(true).describe('Given by nx add; versions are never changed'),
  })
  .describe('Sets a workspace up for @org/ci: ci.yaml, the plugin, the sync generator, generated files');
export type InitOptions = z.infer<typeof InitOptions>;
