import { z } from 'zod';
import { PackageName, RelativePath } from '../manifest/names';
import { Conflict } from '../merge/conflict';
import { CommitSha, TagVersion } from '../pins/names';
import { pinsIn } from '../pins/newer-pins';
import { parseJsonText } from '../problem/json';
import { problemsFromZod } from '../problem/from-zod';
import { failed, ok, type Result } from '../problem/result';
import type { RenderedFile } from '../synthesis/rendered-file';

/** sha256 of a text with LF line ends, 64 hexadecimal digits. */
const TextHash = z.string().regex(/^[0-9a-f]{64}$/, 'a hash is 64 hexadecimal digits');

const StandardVersion = z
  .string()
  .max(50)
  .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/, 'a version such as 1.2.3 (semver.org)');

const LockedFile = z.strictObject({
  ownership: z.enum(['managed', 'merged', 'seeded']),
  hash: TextHash.describe('Text as it was generated; of a merged file that is its merge base'),
  mode: z.enum(['644', '755']),
  pins: z
    .record(z.string().max(400), z.strictObject({ version: TagVersion, sha: CommitSha }))
    .optional()
    .describe('Pins in a managed file as it was generated: a bot may bump them'),
  deleted: z.literal(true).optional().describe('The user removed it; it stays away'),
  existed: z
    .literal(true)
    .optional()
    .describe('The user had it before anything was generated: it is never removed'),
  ejected: StandardVersion.optional().describe('The user owns it, since the standard had this version'),
});
export type LockedFile = z.infer<typeof LockedFile>;

/** Entry's pins of a generated text; none is no entry. */
export function lockedPins({ path, text, ownership }: RenderedFile): Pick<LockedFile, 'pins'> {
  const pins = ownership === 'managed' ? pinsIn(path, text) : {};
  return Object.keys(pins).length > 0 ? { pins } : {};
}

const Pending = Conflict.extend({
  path: RelativePath,
  version: StandardVersion.describe('Version of the standard that wants it'),
});
export type Pending = z.infer<typeof Pending>;

/**
 * `.ci/lock/<service>.json`, and `.ci/lock/_workspace.json`: what was generated, from which standard. Its paths come
 * from a file that anybody may edit, so those that leave the workspace are refused here.
 */
export const Lock = z.strictObject({
  schema: z.literal(1),
  standard: z.strictObject({ name: PackageName, version: StandardVersion }),
  inputs: z
    .strictObject({
      manifest: TextHash.describe('What the service and the workspace say'),
      renderer: TextHash.optional().describe(
        'The standard, its engine and the pins, where they can be known',
      ),
    })
    .optional()
    .describe('All that the rendering depends on: while nothing of it changes, it need not be repeated'),
  files: z.record(RelativePath, LockedFile),
  pending: z.array(Pending).describe('What a person has to decide; the files hold what they held'),
});
export type Lock = z.infer<typeof Lock>;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Path of a lock, POSIX, from the workspace's root. Without a service: the workspace's own. */
export const lockPath = (service?: string): string => `.ci/lock/${service ?? '_workspace'}.json`;

/** Names of the services whose locks are among the files of `.ci/lock`. */
export const lockedServices = (files: readonly string[]): string[] =>
  files.flatMap((file) => (file.endsWith('.json') && !file.startsWith('_') ? [file.slice(0, -5)] : []));

/** Path of a merged file's pristine text. The suffix keeps tools from taking it for the file itself. */
export const basePath = (path: string): string => `.ci/base/${path}.base`;

/** Where the text of a managed file goes that was edited by hand and is generated anew: out of the way, and not lost. */
export const asidePath = (path: string): string => `dist/ci/replaced/${path}`;

/** What brings back a merged file that its user deleted. */
export const restoreCommand = (path: string): string => `rm -f ${basePath(path)} && npx nx sync`;

/** Whether a path is one of reconcile's own records, which nobody needs to be told of. */
export const isRecord = (path: string): boolean => /^\.ci\/(base\/|lock\/|journal\.)/.test(path);

/** A lock of a thousand files, each with conflicts, is smaller. */
const maxCharacters = 5_000_000;

const repair = 'restore the file from version control, or run: npx nx g @org/ci:repair';

/** Schema of a lock that a later @org/ci wrote: it is sound, and not understood here. */
function newerSchema(value: unknown): number | undefined {
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  return typeof schema === 'number' && schema > 1 ? schema : undefined;
}

/** Text of a lock → Lock, or all its problems. */
export function parseLock(text: string, source: string): Result<Lock> {
  if (text.length > maxCharacters)
    return failed({
      code: 'lock-too-large',
      where: source,
      what: `has ${text.length} characters; no more than ${maxCharacters} are read`,
      fix: repair,
    });
  const read = parseJsonText(text);
  if (!read.ok) return failed({ code: 'lock-syntax', where: source, what: read.what, fix: repair });
  const newer = newerSchema(read.value);
  if (newer !== undefined)
    return failed({
      code: 'lock-newer',
      where: source,
      what: `has schema ${newer}, this @org/ci knows schema 1`,
      fix: 'install the @org/ci that wrote it (npm install), or restore the file from version control',
    });
  const parsed = Lock.safeParse(read.value);
  if (!parsed.success)
    return failed(
      ...problemsFromZod(parsed.error, source, 'lock-invalid').map((one) => ({ ...one, fix: repair })),
    );
  return ok(parsed.data);
}

/** With its keys in the schema's order, as one that was read has them: whoever made it, its text is the same. */
const ordered = <T extends object>(value: T, { shape }: { readonly shape: object }): T =>
  Object.fromEntries(
    Object.keys(shape).flatMap((key) => (key in value ? [[key, value[key as keyof T]]] : [])),
  ) as T;

/** The same text for the same lock: sorted paths, two spaces, final newline. */
export function formatLock(lock: Lock): string {
  const { schema, standard, inputs } = lock;
  const entries = Object.entries(lock.files).sort(([a], [b]) => byText(a, b));
  const files = Object.fromEntries(entries.map(([path, one]) => [path, ordered(one, LockedFile)]));
  const pending = lock.pending
    .map((one) => ordered(one, Pending))
    .sort((a, b) => byText(a.path, b.path) || byText(a.at, b.at));
  return `${JSON.stringify({ schema, standard, ...(inputs && { inputs }), files, pending }, null, 2)}\n`;
}
