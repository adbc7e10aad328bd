import { z } from 'zod';
import { Line } from './names';

export const configurationTypes = ['string', 'url', 'integer', 'number', 'boolean', 'choice'] as const;

/** Name of a key: what a program reads it by. */
const KeyName = z
  .string()
  .max(60)
  .regex(/^[a-z][A-Za-z0-9]*$/, 'a key is letters and digits and starts with a small letter');
export const ConfigurationValue = z.union([Line, z.number(), z.boolean()]);
export type ConfigurationValue = z.infer<typeof ConfigurationValue>;

/** One key of a configuration that is read when a program runs. */
export const ConfigurationKey = z.strictObject({
  type: z.enum(configurationTypes).default('string').describe('url: absolute, http or https'),
  description: Line.optional().describe('What it is for; goes into the documentation'),
  required: z.boolean().optional().describe('Every environment must say it'),
  default: ConfigurationValue.optional().describe('What holds where an environment says nothing'),
  development: ConfigurationValue.optional().describe('What holds on developers’ machines'),
  choices: z.array(Line.min(1)).min(1).max(50).optional().describe('All that a choice may be'),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});
export type ConfigurationKey = z.infer<typeof ConfigurationKey>;

/** `configuration:` of a service.yaml: the contract. */
export const ConfigurationContract = z
  .record(KeyName, ConfigurationKey)
  .refine((contract) => Object.keys(contract).length <= 100, 'at most 100 keys');
export type ConfigurationContract = Readonly<Record<string, ConfigurationKey>>;

/** Values of one environment, by key. */
export const ConfigurationValues = z.record(KeyName, ConfigurationValue);
export type ConfigurationValues = Readonly<Record<string, ConfigurationValue>>;
