import { z } from 'zod';
import { Line } from './names';

export const OptionName = z
  .string()
  .max(40)
  .regex(/^[a-z][A-Za-z0-9]*$/, 'an option is letters and digits and starts with a small letter');
export const OptionValue = z.union([Line, z.number(), z.boolean()]);

/** `options:` of a service.yaml. */
export const OptionValues = z.record(OptionName, OptionValue);
