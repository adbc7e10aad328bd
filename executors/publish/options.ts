import { RegistryPath, TagName, Version } from '@org/ci-core';
import { z } from 'zod';

export const PublishOptions = z.object({
  tag: TagName.optional().describe('A tag beside those that follow from commit, branch and version'),
  releaseVersion: Version.optional().describe(
    'Version of this publication: becomes a tag that names one digest for ever',
  ),
  registries: z
    .array(RegistryPath)
    .max(10)
    .optional()
    .describe('Registries that receive copies, in place of registries in ci.yaml'),
});
export type PublishOptions = z.infer<typeof PublishOptions>;
