import { Line, Port, RelativePath, Service, TargetName, UrlPath } from '@org/ci-core';
import { z } from 'zod';
import { frameworks } from './detect/framework';

/** As shells complete it: `./apps/legacy-api/` is apps/legacy-api. */
const Folder = z
  .string()
  .transform((text) => text.replace(/^\.\/|\/+$/g, ''))
  .pipe(RelativePath);

/** Options of `nx g @org/ci:adopt`. All but the first only decide where the project itself does not. */
export const AdoptOptions = z
  .strictObject({
    directory: Folder.describe(
      'Folder of the Nx project, from the workspace’s root, e.g. apps/legacy-api',
    ).meta({
      $default: { $source: 'argv', index: 0 },
      'x-prompt': 'Which folder is the program in?',
      'x-priority': 'important',
    }),
    port: Port.optional()
      .describe('Port that it listens on; default: what its Dockerfile, compose file or sources say')
      .meta({ 'x-priority': 'important' }),
    health: UrlPath.optional()
      .describe('Path that answers 2xx while it is well; default: what its sources say')
      .meta({ 'x-priority': 'important' }),
    ready: UrlPath.optional().describe(
      'Path that answers 2xx while it can take requests; default: that of --health',
    ),
    database: Service.shape.database
      .unwrap()
      .optional()
      .describe('Database that it owns; default: by its drivers')
      .meta({ 'x-priority': 'important' }),
    main: RelativePath.optional().describe('File that Node.js runs, from the workspace’s root; built or not'),
    build: z
      .string()
      .refine(
        (name) => name === '' || TargetName.safeParse(name).success,
        'a target is letters, digits and . _ : - only',
      )
      .optional()
      .describe(
        'Nx target that builds it; default: build, where it has one; --build= (nothing): it is not built',
      ),
    output: RelativePath.optional().describe('Folder that the build writes, from the workspace’s root'),
    context: z
      .enum(['workspace', 'service'])
      .optional()
      .describe('Folder that its own Dockerfile is written for; default: by what it copies'),
    framework: z
      .enum(frameworks)
      .optional()
      .describe('What it answers requests with, where nobody can see it'),
    description: Line.optional().describe('One line for people; default: that of package.json'),
    owner: Line.optional().describe('Team that answers for the service'),
  })
  .describe('Makes a service of a program that is there already; no file of yours is changed');
export type AdoptOptions = z.infer<typeof AdoptOptions>;
