import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import {
  applicable,
  basePath,
  formatLock,
  lockPath,
  migrateManifest,
  parseLock,
  reversed,
  type FoundService,
  type Lock,
  type Move,
  type Problem,
  type ServiceMigration,
  type Standard,
} from '@org/ci-core';
import { deleteFiles, writeFiles } from '../workspace/apply';
import { readBytes, readText } from '../workspace/manifests';

/** What migrations did to a service, before its files are rendered anew. */
export interface MigratedService {
  readonly migrations: readonly string[];
  readonly nextSteps: readonly string[];
  readonly problems: readonly Problem[];
  /** Puts everything back: the service does not move after all. */
  readonly undo: () => void;
}

export const untouched: MigratedService = {
  migrations: [],
  nextSteps: [],
  problems: [],
  undo: () => undefined,
};

/** What puts files back as they are now. */
function restorer(tree: Tree, paths: readonly string[]): () => void {
  const before = paths.map((path) => ({ path, bytes: readBytes(tree, path) }));
  return () => {
    for (const { path, bytes } of before)
      if (bytes === undefined) deleteFiles(tree, [path]);
      else writeFiles(tree, [{ path, text: bytes }]);
  };
}

/** Lock of a service; undefined where there is none, or a damaged one, which sync reports. */
export function lockOf(tree: Tree, service: string | undefined): Lock | undefined {
  const path = lockPath(service);
  const text = readText(tree, path);
  const parsed = text === undefined ? undefined : parseLock(text, path);
  return parsed?.ok ? parsed.value : undefined;
}

/** Permission bits that a file has on disk; none of one that is only in the tree. */
const modeOf = (tree: Tree, path: string): { mode?: number } => {
  const stats = statSync(join(tree.root, path), { throwIfNoEntry: false });
  return stats ? { mode: stats.mode & 0o777 } : {};
};

function moveFile(tree: Tree, from: string, to: string): boolean {
  const bytes = readBytes(tree, from);
  if (bytes === undefined || tree.isFile(to)) return false;
  writeFiles(tree, [{ path: to, text: bytes, ...modeOf(tree, from) }]);
  deleteFiles(tree, [from]);
  return true;
}

/** A file that moves takes its history along, so that its edits merge in the new place. */
function moveFiles(tree: Tree, directory: string, moves: readonly Move[], lock: Lock): Lock {
  const files = { ...lock.files };
  const pathOf = new Map<string, string>();
  for (const { from, to } of moves) {
    const [old, now] = [`${directory}/${from}`, `${directory}/${to}`];
    const entry = files[old];
    if (!entry || files[now] || !moveFile(tree, old, now)) continue;
    moveFile(tree, basePath(old), basePath(now));
    files[now] = entry;
    Reflect.deleteProperty(files, old);
    pathOf.set(old, now);
  }
  const pending = lock.pending.map((one) => ({ ...one, path: pathOf.get(one.path) ?? one.path }));
  return { ...lock, files, pending };
}

/** The standard that services move to, and the one that is installed, where there is one. */
interface Versions {
  readonly standard: Standard;
  readonly left: Standard | undefined;
}

/** There, or the other way round where the way leads back. */
const migrationsBetween = (stack: string, from: string, { standard, left }: Versions): ServiceMigration[] => [
  ...applicable(standard.migrations ?? [], stack, from, standard.version),
  ...reversed(left?.migrations ?? [], stack, from, standard.version),
];

/**
 * Carries out, in the tree, what the standard's migrations say of a service that comes from an older version; on the way
 * back, what those of the standard that it leaves say.
 */
export function migrateService(
  tree: Tree,
  { service, directory }: FoundService,
  standards: Versions,
): MigratedService {
  const { standard } = standards;
  const lock = lockOf(tree, service.name);
  if (lock?.standard.name !== standard.name) return untouched;
  const due = migrationsBetween(service.stack, lock.standard.version, standards);
  if (due.length === 0) return untouched;
  const path = `${directory}/service.yaml`;
  const text = readText(tree, path) ?? '';
  const migrated = migrateManifest(text, due, path);
  if (!migrated.ok) return { ...untouched, problems: migrated.problems };
  const { manifest, nextSteps, migrations } = migrated.value;
  const moves = due.flatMap((one) => one.moves ?? []);
  const moved = moves.flatMap(({ from, to }) => [`${directory}/${from}`, `${directory}/${to}`]);
  const undo = restorer(tree, [path, lockPath(service.name), ...moved, ...moved.map(basePath)]);
  if (manifest !== text) writeFiles(tree, [{ path, text: manifest }]);
  if (moves.length > 0)
    writeFiles(tree, [
      { path: lockPath(service.name), text: formatLock(moveFiles(tree, directory, moves, lock)) },
    ]);
  return { migrations, nextSteps, problems: [], undo };
}
