import type { FileWrite } from '../reconcile/outcome';
import { basePath, type Lock } from '../reconcile/lock';
import type { SyncInput } from './input';
import type { Part } from './part';
import type { LockPlan } from './lock-plan';
import { planPart } from './part-plan';

const isIn = (folder: string, path: string): boolean => path.startsWith(`${folder}/`);

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/**
 * Folder in which a service was when its lock was written, if it has moved since: its manifest and its files are not
 * there any more, and some of them are where the manifest is now.
 */
function formerFolder({ directory }: Part, { files }: Lock, { exists }: SyncInput): string | undefined {
  const paths = Object.keys(files);
  if (directory === '' || paths.some((path) => isIn(directory, path))) return undefined;
  const folders = [...new Set(paths.map((path) => folderOf(path)))].sort((a, b) => a.length - b.length);
  return folders.find((folder) => {
    if (folder === '') return false;
    const own = paths.filter((path) => isIn(folder, path));
    const isLeft = !exists(`${folder}/service.yaml`) && !own.some(exists);
    return isLeft && own.some((path) => exists(directory + path.slice(folder.length)));
  });
}

/** A lock whose files are elsewhere now. */
function relocated(lock: Lock, paths: ReadonlyMap<string, string>): Lock {
  const now = (path: string): string => paths.get(path) ?? path;
  const files = Object.entries(lock.files).map(([path, file]) => [now(path), file] as const);
  return {
    ...lock,
    files: Object.fromEntries(files),
    pending: lock.pending.map((one) => ({ ...one, path: now(one.path) })),
  };
}

/** Merge bases that come along: those that the plan neither writes nor removes. */
function baseWrites(former: ReadonlyMap<string, string>, plan: LockPlan, input: SyncInput): FileWrite[] {
  const settled = new Set([...plan.writes.map(({ path }) => path), ...plan.deletes]);
  return [...former].flatMap(([path, old]) => {
    const text = settled.has(path) ? undefined : input.read(old);
    return text === undefined ? [] : [{ path, text }];
  });
}

/** planPart, of a service that may have moved to another folder: its files keep their history. */
export function planMoved(part: Part, lock: Lock, input: SyncInput): LockPlan {
  const folder = formerFolder(part, lock, input);
  if (folder === undefined) return planPart(part, lock, input);
  const own = Object.keys(lock.files).filter((path) => isIn(folder, path));
  const paths = new Map(own.map((path) => [path, part.directory + path.slice(folder.length)]));
  const former = new Map([...paths].map(([old, now]) => [basePath(now), basePath(old)]));
  const placeOf = (path: string): string => former.get(path) ?? path;
  const plan = planPart(part, relocated(lock, paths), {
    ...input,
    read: (path) => input.read(path) ?? input.read(placeOf(path)),
    exists: (path) => input.exists(path) || input.exists(placeOf(path)),
  });
  // it could not be carried out
  if (plan.problems.length > 0 && plan.writes.length === 0) return { ...plan, lock, before: lock };
  return {
    ...plan,
    writes: [...baseWrites(former, plan, input), ...plan.writes],
    deletes: [...plan.deletes, ...former.values()].filter((path) => input.exists(path)),
    lock: plan.lock && { ...plan.lock },
    before: lock,
  };
}
