import { z } from 'zod';
import { Application } from './application';
import { BackingVersions, BrokerChoice, CacheChoice, DatabaseChoice } from './backing-choice';
import { ConfigurationContract, ConfigurationValues } from './configuration';
import { ManifestOverrides } from '../override/override';
import { fileOwners } from './file-owners';
import { HostName, Line, Name, PackageName, Port, UrlPath } from './names';
import { OptionValues } from './option-values';
import { Resources } from './resources';
import { VersionRange } from './version-range';

/** Scheme, host and port (RFC 6454), in the form in which browsers send it. */
const Origin = z
  .url({ protocol: /^https?$/ })
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'an origin is scheme://host[:port], nothing after it',
  );

const PerEnvironment = z.strictObject({
  replicas: z.int().min(0).max(500).optional().describe('Pods in this environment'),
  host: HostName.optional().describe('Public host name in this environment'),
  processes: z
    .partialRecord(Name, z.int().min(0).max(500))
    .optional()
    .describe('Pods of each process in this environment, e.g. worker: 3'),
  origins: z
    .array(Origin)
    .max(50)
    .optional()
    .describe('Origins of browser applications that may call it (CORS), e.g. https://shop.example.com'),
  configuration: ConfigurationValues.optional().describe('Values of configuration in this environment'),
});

/** What another service must have reached before this one is started. */
const Condition = z.enum(['started', 'healthy', 'completed']);

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
    database: DatabaseChoice.default('none').describe('Database that the service owns'),
    cache: CacheChoice.default('none').describe('Cache that the service has to itself'),
    broker: BrokerChoice.default('none').describe('Message broker of its processes'),
    versions: BackingVersions.optional().describe(
      'Versions of backing services, of those that the standard offers, e.g. postgres: "17"',
    ),
    processes: z
      .array(Name)
      .max(20)
      .optional()
      .describe('Long-running processes beside the server, from the same image, e.g. worker'),
    dependsOn: z
      .partialRecord(Name, Condition)
      .optional()
      .describe(
        'Services that it needs, each with what it waits for: the order of the workspace’s compose.yaml',
      ),
    configuration: ConfigurationContract.optional().describe(
      'Contract of what is configured when the program runs: keys, types, defaults, what each environment must say',
    ),
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
