import { z } from 'zod';
import { Application } from './application';
import { ManifestOverrides } from '../override/override';
import { fileOwners } from './file-owners';
import { OptionValues } from '../standard/options';
import { HostName, Line, Name, PackageName, Port, UrlPath } from './names';
import { Resources } from './resources';
import { VersionRange } from './version-range';

const PerEnvironment = z.strictObject({
  replicas: z.int().min(0).max(500).optional().describe('Pods in this environment'),
  host: HostName.optional().describe('Public host name in this environment'),
});

/** `service.yaml`: the one file that says what a service is. Everything else about it is derived. */
export const Service = z
  .strictObject({
    $schema: z.string().optional(),
    name: Name.describe('Name of the service, its Nx project, image and Kubernetes objects'),
    stack: Name.describe('Kind of service, e.g. node-api'),
    standard: z
      .strictObject({
        name: PackageName.describe('npm package of the standard'),
        version: VersionRange.optional().describe(
          'Version or range; any that is installed where it is left out',
        ),
      })
      .optional()
      .describe('Standard that this service follows, where it is not the one of ci.yaml'),
    description: Line.optional().describe(
      'One line for people; becomes the image label org.opencontainers.image.description',
    ),
    owner: Line.optional().describe(
      'Team that answers for the service; becomes the image label org.opencontainers.image.authors',
    ),
    port: Port.describe('Port that the service listens on, in the container and in development'),
    database: z.enum(['postgres', 'none']).default('none').describe('Database that the service owns'),
    application: Application.optional().describe(
      'How an adopted program is built and started; stacks that bring their own source know it',
    ),
    options: OptionValues.optional().describe('Options that the standard defines'),
    health: z
      .strictObject({ live: UrlPath, ready: UrlPath })
      .optional()
      .describe('Health endpoints; the stack knows its own'),
    smoke: z
      .strictObject({ endpoints: z.array(UrlPath).max(50).optional().describe('Paths that must answer 2xx') })
      .optional(),
    size: z
      .strictObject({
        budgetMb: z
          .number()
          .positive()
          .max(20_000)
          .describe('Compressed megabytes (10^6 bytes) over the base image'),
      })
      .optional()
      .describe('Size budget; the stack has a default'),
    resources: Resources.optional(),
    environments: z
      .partialRecord(Name, PerEnvironment)
      .optional()
      .describe('Values per environment of ci.yaml'),
    files: fileOwners('service'),
    overrides: ManifestOverrides,
  })
  .describe('Manifest of a service (service.yaml)');
export type Service = z.infer<typeof Service>;
