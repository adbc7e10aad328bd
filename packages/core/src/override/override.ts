import { z } from 'zod';
import { Line, RelativePath } from '../manifest/names';

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

const maxDepth = 32;
const maxCharacters = 20_000;

/** Deeper and larger values are no overrides, they are templates. */
function isSmall(value: unknown, depth = 0): boolean {
  if (depth > maxDepth) return false;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every((one) => isSmall(one, depth + 1));
}

const isValue = (value: unknown): boolean =>
  isSmall(value) && JSON.stringify(value ?? null).length <= maxCharacters;

const fields = z.strictObject({
  file: FilePattern.describe(
    'Rendered file, e.g. k8s/base/deployment.yaml (of a service) or .github/workflows/ci.yml',
  ),
  op: z.enum(['add', 'replace', 'remove']).describe('What happens at the address'),
  at: z
    .string()
    .min(1, 'an override needs an address in the file')
    .max(500)
    .describe('Address in the file: jobs.verify.steps[check].run, metadata.labels["example.com/team"]'),
  before: Line.optional().describe('add: before the item with this id or name, or before this key'),
  after: Line.optional().describe('add: after the item with this id or name, or after this key'),
  value: z
    .json()
    .refine(isValue, `a value is plain data, at most ${maxCharacters} characters and ${maxDepth} levels`)
    .optional()
    .describe('add and replace: what stands there'),
  reason: Line.optional().describe('Why, for whoever reads it'),
});

type Words = z.infer<typeof fields>;

/** What is wrong with the words of an override: the key that it is about, when it is wrong, and what is said then. */
const rules: readonly (readonly [keyof Words, (words: Words) => boolean, string])[] = [
  ['value', ({ op, value }) => op !== 'remove' && value === undefined, 'add and replace need a value'],
  ['value', ({ op, value }) => op === 'remove' && value !== undefined, 'remove has no value'],
  ['before', ({ op, before }) => op !== 'add' && before !== undefined, 'only add has before'],
  ['after', ({ op, after }) => op !== 'add' && after !== undefined, 'only add has after'],
  [
    'after',
    ({ before, after }) => before !== undefined && after !== undefined,
    'before and after contradict each other',
  ],
];

const check = (words: Words, context: z.RefinementCtx): void => {
  for (const [key, isWrong, message] of rules)
    if (isWrong(words)) context.addIssue({ code: 'custom', path: [key], message });
};

/** One change of a rendered file, by address. The words are RFC 6902's. */
export const Override = fields.superRefine(check);
export type Override = z.infer<typeof Override>;

/** An override of service.yaml or ci.yaml: it names one file. */
export const ManifestOverride = z
  .strictObject({
    ...fields.shape,
    file: RelativePath.describe('Generated file, from the folder of this manifest: k8s/base/deployment.yaml'),
  })
  .superRefine(check);

/** `overrides:` of service.yaml and ci.yaml. */
export const ManifestOverrides = z
  .array(ManifestOverride)
  .max(200)
  .optional()
  .describe('Changes of generated files by address, made before they are written');

/** An override with the manifest or the standard that it comes from, as problems name it. */
export interface SourcedOverride extends Override {
  readonly source: string;
  /** Of a standard that extends another: what it says is applied after the other's, and has the last word. Default: 0. */
  readonly layer?: number;
}
