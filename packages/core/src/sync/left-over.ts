import { isKubernetesObject } from '../manifest/parse';
import { lockPath, type Lock } from '../reconcile/lock';
import type { RenderedFile } from '../synthesis/rendered-file';
import type { SyncInput } from './input';

/** Lock at a path; `damaged` where it cannot be understood. */
export type LockReader = (path: string) => Lock | 'damaged' | undefined;

/** A lock whose service is gone. */
export interface LeftOver {
  readonly path: string;
  readonly lock: Lock;
}

/** Folders above a path, nearest first. */
const above = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, parts.length - index).join('/'));

/** Locks of services that are gone. One whose files lie beside a manifest that was not found is left alone. */
export function leftOverLocks(input: SyncInput, readLock: LockReader): LeftOver[] {
  if (!input.complete) return [];
  const names = new Set(input.found.map(({ service }) => service.name));
  const places = new Set(input.found.map(({ directory }) => directory));
  const isUnseen = (folder: string): boolean => {
    const text = places.has(folder) ? undefined : input.read(`${folder}/service.yaml`);
    return text !== undefined && !isKubernetesObject(text);
  };
  return input.locked
    .filter((service) => !names.has(service))
    .flatMap((service) => {
      const lock = readLock(lockPath(service));
      if (lock === undefined || lock === 'damaged') return [];
      const isGone = !Object.keys(lock.files).some((path) => above(path).some(isUnseen));
      return isGone ? [{ path: lockPath(service), lock }] : [];
    });
}

/** Entries that a new service finds in left-over locks: a renamed service keeps its files' history. */
export function inheritedLock(
  files: readonly RenderedFile[],
  leftOver: readonly LeftOver[],
): Lock | undefined {
  const paths = new Set(files.map(({ path }) => path));
  const entries = leftOver.flatMap(({ lock }) =>
    Object.entries(lock.files).filter(([path]) => paths.has(path)),
  );
  const [first] = leftOver;
  return first && { ...first.lock, files: Object.fromEntries(entries), pending: [] };
}

/** What remains of a left-over lock when the files that are generated again are somebody else's. */
export function withoutRendered(lock: Lock, rendered: ReadonlySet<string>): Lock {
  const files = Object.entries(lock.files).filter(([path]) => !rendered.has(path));
  return { ...lock, files: Object.fromEntries(files) };
}
