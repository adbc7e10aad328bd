import { Line, RegistryPath, RelativePath } from '@org/ci-core';
import { z } from 'zod';

const Platform = z
  .string()
  .regex(/^[a-z0-9]+\/[a-z0-9_]+(\/v\d+)?$/, 'a platform is os/architecture[/variant], such as linux/amd64');

/** A reference with a tag, for the engine. */
const EngineTag = z
  .string()
  .max(255)
  .regex(/^[a-z0-9][a-z0-9._/:-]*:[\w][\w.-]{0,127}$/, 'a tag for the engine is name:tag');

const BuildArg = z
  .string()
  .max(2000)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*=[^\0\n]*$/, 'a build argument is NAME=value');

export const ImageOptions = z.object({
  output: z
    .enum(['registry', 'oci', 'engine'])
    .default('registry')
    .describe(
      'registry: pushed by digest · oci: a folder in OCI layout · engine: loaded into the container engine',
    ),
  registry: RegistryPath.optional().describe(
    'Registry that the image is pushed to, in place of that in ci.yaml',
  ),
  platforms: z
    .array(Platform)
    .max(10)
    .optional()
    .describe('Platforms to build for; those of ci.yaml, or the builder’s own, where none is named'),
  dest: RelativePath.optional().describe(
    'With output=oci: folder of the layout, from the workspace’s root (default dist/ci/<service>/oci)',
  ),
  tag: EngineTag.optional().describe('With output=engine: its name there (default <service>:local)'),
  stage: z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]*$/)
    .optional()
    .describe('Stage of the Dockerfile; the last one where none is named'),
  source: z
    .url({ protocol: /^https$/ })
    .optional()
    .describe('Source repository for the image label, in place of repository in ci.yaml'),
  licenses: Line.optional().describe('SPDX expression for the image label, in place of licenses in ci.yaml'),
  buildArg: z.array(BuildArg).default([]).describe('Build arguments, NAME=value'),
  secret: z
    .array(z.string().regex(/^[^\0\n]+$/))
    .default([])
    .describe('Build secrets as buildx takes them: id=npmrc,src=…'),
  cacheFrom: z.array(z.string()).default([]).describe('External caches to read: type=registry,ref=…'),
  cacheTo: z.array(z.string()).default([]).describe('External caches to write: type=registry,ref=…,mode=max'),
  builder: z.string().optional().describe('buildx builder; the current one where none is named'),
  noCache: z.boolean().default(false).describe('Build every step anew'),
  progress: z.enum(['auto', 'plain', 'quiet']).default('plain').describe('How much the build tells'),
  provenance: z.boolean().default(true).describe('Attach to the digest how it was built (SLSA provenance)'),
});
export type ImageOptions = z.infer<typeof ImageOptions>;
