import { z } from 'zod';
import { Line } from '../manifest/names';

/** A path below the service or the workspace; `*` and `**` as in globs. */
const FilePattern = z
  .string()
  .min(1)
  .max(200)
  .regex(
    /^[A-Za-z0-9@._/*-]+$/,
    'a file is a path of letters, digits and @ . _ - /, a standard may use * and **',
  )
  .refine((path) => !path.startsWith('/') && !path.split('/').includes('..'), 'a file stays in its folder');

/** One change of a rendered file, by address. The words are RFC 6902's. */
export const Override = z.strictObject({
  file: FilePattern.describe(
    'Rendered file, e.g. k8s/base/deployment.yaml (of a service) or .github/workflows/ci.yml',
  ),
  op: z.enum(['add', 'replace', 'remove']).describe('What happens at the address'),
  at: z
    .string()
    .max(500)
    .describe('Address in the file: jobs.verify.steps[check].run, metadata.labels["example.com/team"]'),
  before: Line.optional().describe('add to a list: before the item with this id or name'),
  after: Line.optional().describe('add to a list: after the item with this id or name'),
  value: z.json().optional().describe('add and replace: what stands there'),
  reason: Line.optional().describe('Why, for whoever reads it'),
});
export type Override = z.infer<typeof Override>;

/** An override with the manifest or the standard that it comes from, as problems name it. */
export interface SourcedOverride extends Override {
  readonly source: string;
}
