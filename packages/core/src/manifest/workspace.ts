import { z } from 'zod';
import { ManifestOverrides } from '../override/override';
import { fileOwners } from './file-owners';
import { Line, Name, PackageName } from './names';
import { VersionRange } from './version-range';

/** `host[:port]` with an optional path: where repositories live (distribution reference grammar, lower case). */
export const RegistryPath = z
  .string()
  .max(255)
  .regex(
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/,
    'a registry is host[:port][/path] in lower case, without https:// and without a tag',
  );

/** `host[:port]` of a registry, as mirrors are named for it. */
export const RegistryHost = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/, 'a registry host is host[:port]');

/** An operating system and architecture for which images are published. */
export const Platform = z
  .string()
  .regex(
    /^linux\/(amd64|arm64|arm\/v7|ppc64le|s390x|riscv64)$/,
    'a platform is linux/ with amd64, arm64, arm/v7, ppc64le, s390x or riscv64',
  );

export const Environment = z.strictObject({
  name: Name,
  registry: RegistryPath.optional().describe('Registry of this environment, where it is not the common one'),
  host: Line.optional().describe(
    'Pattern of host names: {service} is replaced, e.g. {service}.staging.example.com',
  ),
  production: z.boolean().optional().describe('Production: promoted to from CI only'),
});
export type Environment = z.infer<typeof Environment>;

/** Calendar date, UTC. z.iso.date refuses 2026-99-99. */
const IsoDate = z.iso.date();

export const Waiver = z.strictObject({
  vulnerability: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$/, 'an advisory id such as CVE-2026-1234')
    .describe('Advisory that is accepted'),
  service: Name.optional().describe('Only for this service'),
  package: z.string().max(214).optional().describe('Only in this package'),
  owner: Line.min(1).describe('Who answers for it'),
  reason: Line.min(8).describe('Why it is acceptable'),
  expires: IsoDate.describe('Last day on which the waiver holds (UTC)'),
});
export type Waiver = z.infer<typeof Waiver>;

/** As git-check-ref-format(1) has it, of plain characters only: it goes into workflows, where a `*` or `${{` would mean more. */
const BranchName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._/-]*$/, 'a branch is letters, digits and . _ / - only');

const Milliseconds = z.int().min(100).max(3_600_000);

/** Named as in packages/oci, which has the defaults: a test compares them. */
const RegistryLimits = z
  .strictObject({
    requestMs: Milliseconds.optional().describe(
      'A request must be answered within this, in ms (default 15000)',
    ),
    idleMs: Milliseconds.optional().describe(
      'A transfer fails when no byte moved for this long, in ms (default 45000)',
    ),
    totalMs: Milliseconds.optional().describe(
      'No further attempt begins later than this after the first, in ms (default 120000)',
    ),
    attempts: z.int().min(1).max(20).optional().describe('Attempts in all (default 5)'),
    silentAttempts: z
      .int()
      .min(1)
      .max(20)
      .optional()
      .describe('Of these, how many may end without an answer in time (default 2)'),
  })
  .describe('Patience with registries');

const Tagging = z.strictObject({
  prefixes: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9._-]{0,30}$/))
    .max(5)
    .optional()
    .describe('Build targets or environments put before tags'),
  timestamp: z
    .boolean()
    .optional()
    .describe('Also <prefix>-<timestamp>; tags then change with every publication'),
  mainBranch: BranchName.optional().describe('Branch that gets latest (default main)'),
});

/** `ci.yaml`: what the workspace as a whole decides. */
export const Workspace = z
  .strictObject({
    $schema: z.string().optional(),
    name: Name.optional().describe(
      'Name of the workspace: the compose project of the compose.yaml at its root, and so of the volumes in development. Left out: the last part of registry, with which it changes',
    ),
    standard: z
      .strictObject({
        name: PackageName,
        version: VersionRange,
      })
      .describe('The standard package that the workspace follows'),
    packageManager: z.enum(['npm', 'pnpm']).default('npm'),
    pythonPackageManager: z
      .enum(['uv', 'pip'])
      .default('uv')
      .describe('What installs and locks the packages of services in Python'),
    registry: RegistryPath.describe('Where images are published: <registry>/<service>'),
    registries: z.array(RegistryPath).max(10).default([]).describe('Further registries that receive copies'),
    mirrors: z
      .record(RegistryHost, RegistryPath)
      .default({})
      .describe('Registry host → mirror, e.g. docker.io: mirror.example.com/hub'),
    registryLimits: RegistryLimits.optional(),
    platforms: z.array(Platform).max(6).optional().describe('Platforms of published images'),
    repository: z
      .url({ protocol: /^https$/ })
      .optional()
      .describe('Source repository; becomes the image label org.opencontainers.image.source'),
    licenses: Line.optional().describe('SPDX expression for the image label'),
    environments: z.array(Environment).min(1).max(20).describe('Environments in promotion order'),
    tags: Tagging.optional(),
    scanner: z
      .strictObject({
        database: RegistryPath.optional().describe(
          'Mirror of the vulnerability database (air-gapped): repository without tag',
        ),
        maxAgeHours: z
          .number()
          .positive()
          .max(24 * 365)
          .optional()
          .describe('Oldest database that may judge; the standard has a default'),
      })
      .optional(),
    waivers: z.array(Waiver).max(500).default([]),
    groups: z
      .record(Name, z.array(Name).max(10_000))
      .optional()
      .describe('Groups of services that are upgraded together, e.g. canary: [payments]'),
    files: fileOwners('workspace'),
    overrides: ManifestOverrides,
  })
  .superRefine((workspace, context) => {
    const names = workspace.environments.map((environment) => environment.name);
    names.forEach((name, index) => {
      if (names.indexOf(name) !== index)
        context.addIssue({
          code: 'custom',
          path: ['environments', index, 'name'],
          message: `environment ${name} is named twice`,
        });
    });
  })
  .describe('Workspace file of @org/ci (ci.yaml)');
export type Workspace = z.infer<typeof Workspace>;
