import { RegistryPath, TagName } from '@org/ci-core';
import { z } from 'zod';

/** What nx release publish gives to its target; what it gives beyond that is for npm. */
export const ReleasePublishOptions = z.looseObject({
  nxReleaseVersionData: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Versions that nx release decided on, by project'),
  registry: RegistryPath.optional().describe(
    'Registry that receives a copy, in place of registries in ci.yaml',
  ),
  tag: TagName.optional().describe('A tag beside the version'),
});
export type ReleasePublishOptions = z.infer<typeof ReleasePublishOptions>;
