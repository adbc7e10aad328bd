import { toLf } from '../reconcile/line-ends';
import { failed, ok, type Result } from '../problem/result';
import { basePath, lockedPins, type Lock, type LockedFile } from '../reconcile/lock';
import type { RenderedFile } from '../synthesis/rendered-file';
import type { SyncInput } from './input';
import type { Part } from './part';
import { partProblems } from './unrendered';

type Reader = Pick<SyncInput, 'read' | 'hash'>;

const modeOf = ({ mode }: RenderedFile): LockedFile['mode'] => (mode === 0o755 ? '755' : '644');

/**
 * The base says what a merged file was generated as; what is managed is generated anew, whatever it was. Of another
 * version than is installed nobody knows how it was: as it is.
 */
function entryOf(file: RenderedFile, { read, hash }: Reader, isInstalled: boolean): LockedFile | undefined {
  const { path, ownership, text } = file;
  const common = { ownership, mode: modeOf(file) };
  const current = read(path);
  if (ownership !== 'merged') {
    if (current === undefined) return undefined;
    const known = isInstalled ? text : current;
    return { ...common, hash: hash(toLf(known)), ...lockedPins({ path, ownership, text: known }) };
  }
  const base = read(basePath(path));
  if (base === undefined) return undefined;
  return { ...common, hash: hash(toLf(base)), ...(current === undefined && { deleted: true as const }) };
}

/** Version of the standard in what is left of a lock. */
const versionIn = (damaged: string): string | undefined =>
  /"version":\s*"(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)"/.exec(damaged)?.[1];

/** The files of a part; a problem where the standard's code throws. */
function filesOf(part: Part): Result<readonly RenderedFile[]> {
  try {
    return ok(part.render(new Set()).files);
  } catch (error) {
    return failed(...partProblems(part, error));
  }
}

/**
 * A lock made anew of what is there: merge bases, and what the standard renders today. Files without a base are taken for
 * their user's, as in an adoption; places that waited for a decision are not known any more, and hold what they hold.
 * @param damaged what is left of the lock; empty: nothing
 */
export function rebuildLock(part: Part, damaged: string, reader: Reader): Result<Lock> {
  const rendered = filesOf(part);
  if (!rendered.ok) return rendered;
  const { name, version: installed } = part.standard;
  const version = versionIn(damaged) ?? installed;
  const entries = rendered.value.flatMap((file): [string, LockedFile][] => {
    const entry = entryOf(file, reader, version === installed);
    return entry ? [[file.path, entry]] : [];
  });
  return ok({
    schema: 1,
    standard: { name, version },
    inputs: { manifest: part.inputs.manifest },
    files: Object.fromEntries(entries),
    pending: [],
  });
}
