import { z } from 'zod';
import { RelativePath } from './names';

/** Target of an Nx project, as people type it after `nx run payments:`. */
export const TargetName = z
  .string()
  .max(60)
  .regex(/^[A-Za-z0-9][\w.:-]*$/, 'a target is letters, digits and . _ : - only');

/** How a program that was there before its manifest is built and started. */
export const Application = z
  .strictObject({
    build: TargetName.optional().describe(
      'Nx target that builds it before its image; without one its files are shipped as they are',
    ),
    output: RelativePath.optional().describe(
      'Folder that the build writes, from the workspace’s root, e.g. dist/apps/payments',
    ),
    main: RelativePath.describe(
      'File that Node.js runs, from output, or from the service’s folder where nothing is built',
    ),
    context: z
      .enum(['workspace', 'service'])
      .optional()
      .describe(
        'Folder that its Dockerfile is written for: the workspace’s root (default), or the service’s own, for a Dockerfile that was there before',
      ),
  })
  .refine(({ build, output }) => (build === undefined) === (output === undefined), {
    message: 'build and output belong together: give both, or neither',
  });
export type Application = z.infer<typeof Application>;
