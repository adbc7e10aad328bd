import { z } from 'zod';
import { Line, Name, UrlPath } from '../manifest/names';
import { Resources } from '../manifest/resources';
import { Environment } from '../manifest/workspace';
import { Override } from '../override/override';
import { ImageReference } from '../pins/names';
import { MigrationData } from './migration-data';
import { OptionRules } from './options';
import { PinSet } from './pin-set';

const Count = z.int().min(0).max(1_000_000);
const Reason = Line.min(8, 'a reason has at least 8 characters');

const GateSet = z
  .strictObject({
    scan: z
      .strictObject({
        critical: Count.optional().describe('Critical vulnerabilities that an image may have'),
        high: Count.optional().describe('High ones'),
        unknown: Count.optional().describe(
          'Advisories without a severity; without it they are reported only',
        ),
        databaseMaxAgeHours: z.number().positive().optional().describe('Oldest database that may judge'),
      })
      .optional(),
    smoke: z.strictObject({ healthyWithinSeconds: z.number().positive().max(3600).optional() }).optional(),
    promotion: z
      .strictObject({ critical: Count.optional(), high: Count.optional() })
      .optional()
      .describe('What a promotion holds the scan to'),
    loosened: z
      .record(z.string(), Reason)
      .optional()
      .describe('Gate that is less strict than the base’s → why, e.g. scan.high: …'),
  })
  .describe('Thresholds; lower is stricter, and only that goes without a reason');

const StackDefaults = z.strictObject({
  resources: Resources.optional(),
  sizeBudgetMb: z
    .number()
    .positive()
    .max(20_000)
    .optional()
    .describe('Compressed megabytes over the base image'),
  health: z.strictObject({ live: UrlPath, ready: UrlPath }).optional(),
  smokeEndpoints: z.array(UrlPath).max(50).optional().describe('Paths that must answer 2xx'),
});
export type StackDefaults = z.infer<typeof StackDefaults>;

export const Forbidden = z.strictObject({
  option: z
    .string()
    .max(200)
    .regex(/^[A-Za-z$][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)*$/, 'keys with dots, e.g. database or resources.limits')
    .describe('Key of service.yaml, e.g. database or environments.production.host'),
  is: z.json().optional().describe('The value that is forbidden; every value where it is left out'),
  stack: Name.optional().describe('Only for services of this stack'),
  reason: Reason.describe('Why, and what to do instead: shown to whoever chose it'),
});
export type Forbidden = z.infer<typeof Forbidden>;

export const Rules = z.strictObject({
  pinMaxAgeDays: z
    .int()
    .min(1)
    .max(3650)
    .optional()
    .describe('Pins of .ci/pins.json that are older are reported'),
});
export type Rules = z.infer<typeof Rules>;

/** As Kubernetes has it: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const LabelName = z
  .string()
  .max(317)
  .regex(
    /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/,
    'not a label’s name',
  )
  .refine((name) => !name.startsWith('app.kubernetes.io/'), 'app.kubernetes.io/ labels are set already');
const LabelValue = z
  .string()
  .regex(
    /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/,
    'a label’s value: at most 63 of A-Z a-z 0-9 . _ -',
  );

const OwnerGlob = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z0-9@._/*-]+$/, 'a glob of a path');

const Environments = z
  .array(Environment)
  .min(1)
  .max(20)
  .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'an environment is named twice');

/** `standard.yaml` or `standard.json`: the data of a standard, as it differs from what it extends. */
export const StandardFile = z
  .strictObject({
    $schema: z.string().optional(),
    pins: PinSet.optional(),
    gates: GateSet.optional(),
    environments: Environments.optional().describe(
      'What init writes into ci.yaml, in promotion order; as a whole',
    ),
    owners: z.record(OwnerGlob, Line).optional().describe('Glob of paths → who answers for them'),
    rules: Rules.optional(),
    stacks: z
      .strictObject({
        offer: z
          .array(Name)
          .min(1)
          .max(100)
          .optional()
          .describe('Stacks of the base that are kept, in this order'),
        defaults: z.record(Name, StackDefaults).optional().describe('Stack → defaults'),
        images: z
          .record(Name, z.record(Name, ImageReference))
          .optional()
          .describe('Stack → purpose → name:tag that its Dockerfiles start from, e.g. runtime'),
      })
      .optional(),
    artefacts: z
      .strictObject({
        omit: z.array(Name).max(100).optional().describe('Artefacts of the base that are left out'),
      })
      .optional(),
    labels: z.record(LabelName, LabelValue).optional().describe('Labels of every Kubernetes object'),
    forbid: z.array(Forbidden).max(200).optional().describe('Options of service.yaml that nobody may choose'),
    options: OptionRules.optional().describe('Options that service.yaml may have below `options`'),
    migrations: z
      .array(MigrationData)
      .max(500)
      .optional()
      .describe('What becomes of services that come from an older version, besides merging'),
    overrides: z.array(Override).max(500).optional().describe('Changes of rendered files, by address'),
  })
  .describe('Data of a standard (standard.yaml)');
export type StandardFile = z.infer<typeof StandardFile>;
