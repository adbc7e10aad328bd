import { z } from 'zod';
import { Line, Name, RelativePath } from '../manifest/names';

const At = z.string().min(1).max(200);
const Key = z.string().min(1).max(100);
const Plain = z.union([Line, z.number(), z.boolean()]);

const Change = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('rename'), at: At, to: Key.describe('The key’s new name') }),
  z.strictObject({ op: z.literal('set'), at: At, value: Plain }),
  z.strictObject({ op: z.literal('remove'), at: At }),
]);

/** `migrations:` of a standard.yaml: what becomes of services that come from an older version, besides merging. */
export const MigrationData = z.strictObject({
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'a version such as 2.0.0')
    .describe('Version of the standard from which on it holds'),
  id: Name,
  description: Line,
  stacks: z.array(Name).optional().describe('Only services of these stacks'),
  manifest: z.array(Change).max(50).optional().describe('Changes of service.yaml, by address: options.tier'),
  moves: z
    .array(z.strictObject({ from: RelativePath, to: RelativePath }))
    .max(200)
    .optional()
    .describe('Files with another place, relative to the service'),
  nextSteps: z.array(Line).max(20).optional().describe('What people have to do by hand'),
});
