import { RelativePath } from '../manifest/names';
import { withNewerPins } from '../pins/newer-pins';
import { decide, eject, isDeletion, takeBack, type Decision, type Sides } from './decision';
import { formatFinding, type Finding } from './finding';
import { toLf } from './line-ends';
import type { ReconcileInput } from './input';
import { basePath, lockedPins, type Lock, type LockedFile } from './lock';
import { outcomeOf, type FileOutcome, type FileWrite } from './outcome';
import type { RenderedFile } from '../synthesis/rendered-file';

/** What has to happen. Bases are among the writes; the lock is to be written last. */
export interface ReconcilePlan {
  readonly writes: readonly FileWrite[];
  readonly deletes: readonly string[];
  readonly lock: Lock;
  readonly findings: readonly Finding[];
  /** What became of each file, in the order of rendering. */
  readonly outcomes: readonly FileOutcome[];
}

interface Presence extends Pick<ReconcileInput, 'rendered' | 'lock'> {
  readonly exists: (path: string) => boolean;
}

/**
 * Paths of merged files that their user deleted: they stay away, and nothing generated should speak of them. Asks whether
 * files are there, and reads none of them.
 */
export const deletedPaths = ({ rendered, lock, exists }: Presence): Set<string> => {
  const isDeleted = ({ path, ownership }: RenderedFile): boolean =>
    ownership === 'merged' && !exists(path) && isDeletion(lock?.files[path], exists(basePath(path)));
  return new Set(rendered.filter(isDeleted).map(({ path }) => path));
};

/**
 * What a bot bumped in a file that the standard manages stays; in merged files, merging sees to that. A file that nobody
 * touched has no pin but the standard's own, which may go back.
 */
function withPins(file: RenderedFile, current: string | undefined, isTouched: boolean): RenderedFile {
  if (file.ownership !== 'managed' || current === undefined || !isTouched) return file;
  return { ...file, text: withNewerPins(file.path, file.text, current) };
}

function sidesOf(file: RenderedFile, { read, hash, lock }: ReconcileInput): Sides {
  const current = read(file.path);
  const currentHash = current === undefined ? undefined : hash(toLf(current));
  const base = read(basePath(file.path));
  const locked = lock?.files[file.path];
  return {
    rendered: withPins(file, current, currentHash !== locked?.hash),
    // of the standard's own text: a bot's pin is not what was generated
    renderedHash: hash(toLf(file.text)),
    ...lockedPins(file),
    current,
    currentHash,
    locked,
    base,
    isBaseSound: base !== undefined && hash(toLf(base)) === locked?.hash,
  };
}

function decisionOf(sides: Sides, { ejected, standard }: ReconcileInput): Decision {
  if (ejected?.has(sides.rendered.path)) return eject(sides, standard.version);
  return sides.locked?.ejected === undefined ? decide(sides) : takeBack(sides);
}

function reconcileFile(rendered: RenderedFile, input: ReconcileInput): FileOutcome {
  const sides = sidesOf(rendered, input);
  return outcomeOf(sides, decisionOf(sides, input), input);
}

/**
 * A file of the lock that synthesis no longer makes: removed where nobody touched it, else the user's. One that was there
 * before it was generated stays in any case.
 */
function abandon(path: string, locked: LockedFile, { read, hash, service }: ReconcileInput): FileOutcome {
  const current = read(path);
  const isOwn = locked.ownership === 'seeded' || locked.ejected !== undefined || locked.existed === true;
  const isGenerated = current !== undefined && !isOwn;
  const isUntouched = isGenerated && hash(toLf(current)) === locked.hash;
  const records = [basePath(path)].filter((one) => read(one) !== undefined);
  return {
    path,
    kind: isUntouched ? 'removed' : 'kept',
    isEdited: isGenerated && !isUntouched,
    writes: [],
    deletes: [...(isUntouched ? [path] : []), ...records],
    record: undefined,
    pending: [],
    findings: isGenerated && !isUntouched ? [formatFinding('orphan', path, service)] : [],
  };
}

/**
 * Brings the workspace to what synthesis wants without losing what people wrote. Pure and idempotent: reconciling its
 * own result plans nothing. Refused paths are findings; every other file goes on.
 */
export function reconcile(input: ReconcileInput): ReconcilePlan {
  const wanted = new Map(input.rendered.map((file) => [file.path, file]));
  const isSafe = (file: RenderedFile): boolean =>
    RelativePath.safeParse(file.path).success && wanted.get(file.path) === file;
  const refused = input.rendered.filter((file) => !isSafe(file));
  const abandoned = Object.entries(input.lock?.files ?? {}).filter(([path]) => !wanted.has(path));
  const outcomes = [
    ...input.rendered.filter(isSafe).map((file) => reconcileFile(file, input)),
    ...abandoned.map(([path, locked]) => abandon(path, locked, input)),
  ];
  const { standard, inputs } = input;
  return {
    writes: outcomes.flatMap(({ writes }) => writes),
    deletes: outcomes.flatMap(({ deletes }) => deletes),
    lock: {
      schema: 1,
      standard,
      ...(inputs !== undefined && { inputs }),
      files: Object.fromEntries(outcomes.flatMap(({ path, record }) => (record ? [[path, record]] : []))),
      pending: outcomes.flatMap(({ pending }) => pending),
    },
    findings: [
      ...refused.map(({ path }) => formatFinding('path-refused', path, input.service)),
      ...outcomes.flatMap(({ findings }) => findings),
    ],
    outcomes,
  };
}
