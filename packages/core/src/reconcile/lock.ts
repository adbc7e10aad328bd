import { z } from 'zod';
import { PackageName, RelativePath } from '../manifest/names';
import { problemsFromZod } from '../problem/from-zod';
import { failed, ok, type Result } from '../problem/result';

/** sha256 of a text with LF line ends, 64 hexadecimal digits. */
const TextHash = z.string().regex(/^[0-9a-f]{64}$/, 'a hash is 64 hexadecimal digits');

const LockedFile = z.strictObject({
  ownership: z.enum(['managed', 'merged', 'seeded']),
  hash: TextHash.describe('Text as it was generated; of a merged file that is its merge base'),
  mode: z.enum(['644', '755']),
  deleted: z.literal(true).optional().describe('The user removed it; it stays away'),
});
export type LockedFile = z.infer<typeof LockedFile>;

const Pending = z.strictObject({
  path: RelativePath,
  hash: TextHash.describe('Text that the standard wants and that was not written'),
});
export type Pending = z.infer<typeof Pending>;

/**
 * `.ci/lock/<service>.json`, and `.ci/lock/_workspace.json`: what was generated, from which standard. Its paths come
 * from a file that anybody may edit, so those that leave the workspace are refused here.
 */
export const Lock = z.strictObject({
  schema: z.literal(1),
  standard: z.strictObject({ name: PackageName, version: z.string().max(50) }),
  files: z.record(RelativePath, LockedFile),
  pending: z.array(Pending),
});
export type Lock = z.infer<typeof Lock>;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Path of a lock, POSIX, from the workspace's root. Without a service: the workspace's own. */
export const lockPath = (service?: string): string => `.ci/lock/${service ?? '_workspace'}.json`;

/** Path of a merged file's pristine text. The suffix keeps tools from taking it for the file itself. */
export const basePath = (path: string): string => `.ci/base/${path}.base`;

/** What brings back a merged file that its user deleted. */
export const restoreCommand = (path: string): string => `rm -f ${basePath(path)} && npx nx sync`;

/** Path of the text that the standard wants and that waits for the user. */
export const pendingPath = (path: string): string => `.ci/pending/${path}.pending`;

/** Whether a path is one of reconcile's own records, which nobody needs to be told of. */
export const isRecord = (path: string): boolean => /^\.ci\/(base|lock|pending)\//.test(path);

/** Text of a lock → Lock, or all its problems. */
export function parseLock(text: string, source: string): Result<Lock> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return failed({
      code: 'lock-syntax',
      where: source,
      what: error instanceof Error ? error.message : 'not JSON',
      fix: 'restore the file from version control, or delete it: existing files are then adopted as yours',
    });
  }
  const parsed = Lock.safeParse(value);
  return parsed.success ? ok(parsed.data) : failed(...problemsFromZod(parsed.error, source, 'lock-invalid'));
}

/** The same text for the same lock: sorted paths, two spaces, final newline. */
export function formatLock(lock: Lock): string {
  const files = Object.fromEntries(Object.entries(lock.files).sort(([a], [b]) => byText(a, b)));
  const pending = [...lock.pending].sort((a, b) => byText(a.path, b.path));
  return `${JSON.stringify({ ...lock, files, pending }, null, 2)}\n`;
}
