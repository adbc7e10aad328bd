import { RelativePath } from '../manifest/names';
import type { Problem } from '../problem/problem';
import type { RenderedFile } from '../synthesis/rendered-file';
import { decide, isDeletion, type Decision, type Sides } from './decision';
import { formatFinding } from './finding';
import { toLf, withLineEndsOf } from './line-ends';
import { basePath, pendingPath, type Lock, type LockedFile, type Pending } from './lock';

export interface ReconcileInput {
  readonly rendered: readonly RenderedFile[];
  readonly standard: Lock['standard'];
  /** Undefined: nothing was generated yet. */
  readonly lock: Lock | undefined;
  /** Text of a file of the workspace; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** sha256 of a text in UTF-8, 64 hexadecimal digits. */
  readonly hash: (text: string) => string;
}

export interface FileWrite {
  readonly path: string;
  readonly text: string;
  /** Undefined: an existing file keeps its own. */
  readonly mode?: 0o644 | 0o755;
}

/** What has to happen. Bases are among the writes; the lock is to be written last. */
export interface ReconcilePlan {
  readonly writes: readonly FileWrite[];
  readonly deletes: readonly string[];
  readonly lock: Lock;
  readonly findings: readonly Problem[];
}

interface Step extends Pick<ReconcilePlan, 'writes' | 'deletes' | 'findings'> {
  readonly path: string;
  readonly record: LockedFile | undefined;
  readonly pending: readonly Pending[];
}

function writeOf({ rendered, current, locked }: Sides): FileWrite {
  const mode = rendered.mode ?? 0o644;
  const text = current === undefined ? rendered.text : withLineEndsOf(current, rendered.text);
  const isModeKept = current !== undefined && locked?.mode === (mode === 0o755 ? '755' : '644');
  return { path: rendered.path, text, ...(isModeKept ? {} : { mode }) };
}

function baseWrites({ rendered }: Sides, decision: Decision, read: ReconcileInput['read']): FileWrite[] {
  const path = basePath(rendered.path);
  return decision.base && read(path) !== rendered.text ? [{ path, text: rendered.text }] : [];
}

/** What waits lies beside the base, for people to see; it goes when nothing waits any more. */
function proposal(
  { rendered }: Sides,
  isPending: boolean,
  read: ReconcileInput['read'],
): Pick<Step, 'writes' | 'deletes'> {
  const path = pendingPath(rendered.path);
  const have = read(path);
  if (!isPending) return { writes: [], deletes: have === undefined ? [] : [path] };
  return { writes: have === rendered.text ? [] : [{ path, text: rendered.text }], deletes: [] };
}

const isWaiting = (lock: Lock | undefined, path: string): boolean =>
  lock?.pending.some((one) => one.path === path) ?? false;

/** Paths of merged files that their user deleted: they stay away, and nothing generated should speak of them. */
export const deletedPaths = ({
  rendered,
  lock,
  read,
}: Pick<ReconcileInput, 'rendered' | 'lock' | 'read'>): Set<string> => {
  const isDeleted = ({ path, ownership }: RenderedFile): boolean =>
    ownership === 'merged' &&
    read(path) === undefined &&
    isDeletion({
      locked: lock?.files[path],
      isPending: isWaiting(lock, path),
      hasBase: read(basePath(path)) !== undefined,
    });
  return new Set(rendered.filter(isDeleted).map(({ path }) => path));
};

function stepOfRendered(rendered: RenderedFile, input: ReconcileInput): Step {
  const current = input.read(rendered.path);
  const base = input.read(basePath(rendered.path));
  const sides: Sides = {
    rendered,
    renderedHash: input.hash(toLf(rendered.text)),
    current,
    currentHash: current === undefined ? undefined : input.hash(toLf(current)),
    locked: input.lock?.files[rendered.path],
    isPending: isWaiting(input.lock, rendered.path),
    hasBase: base !== undefined,
    isMerged: base !== undefined && toLf(base) === toLf(rendered.text),
  };
  const decision = decide(sides);
  const waiting = proposal(sides, decision.pending, input.read);
  return {
    path: rendered.path,
    writes: [
      ...(decision.write ? [writeOf(sides)] : []),
      ...baseWrites(sides, decision, input.read),
      ...waiting.writes,
    ],
    deletes: waiting.deletes,
    record: decision.record,
    pending: decision.pending ? [{ path: rendered.path, hash: sides.renderedHash }] : [],
    findings: decision.finding ? [formatFinding(decision.finding, rendered.path)] : [],
  };
}

/** A file of the lock that synthesis no longer makes: removed where nobody touched it, else the user's. */
function stepOfAbandoned(path: string, locked: LockedFile, input: ReconcileInput): Step {
  const current = input.read(path);
  const isGenerated = current !== undefined && locked.ownership !== 'seeded';
  const isUntouched = isGenerated && input.hash(toLf(current)) === locked.hash;
  const records = [basePath(path), pendingPath(path)].filter((one) => input.read(one) !== undefined);
  return {
    path,
    writes: [],
    deletes: [...(isUntouched ? [path] : []), ...records],
    record: undefined,
    pending: [],
    findings: isGenerated && !isUntouched ? [formatFinding('orphan', path)] : [],
  };
}

function refusal(path: string): Problem {
  return {
    code: 'path-refused',
    where: path,
    what: 'a generated path must be relative, stay in the workspace and be made once',
    fix: 'correct the stack or artefact that makes it',
  };
}

/**
 * Brings the workspace to what synthesis wants without losing what people wrote. Pure and idempotent: reconciling its
 * own result plans nothing. Refused paths are findings; every other file goes on.
 */
export function reconcile(input: ReconcileInput): ReconcilePlan {
  const wanted = new Map(input.rendered.map((file) => [file.path, file]));
  const safe = input.rendered.filter(
    (file) => RelativePath.safeParse(file.path).success && wanted.get(file.path) === file,
  );
  const refused = input.rendered.filter((file) => !safe.includes(file)).map(({ path }) => refusal(path));
  const abandoned = Object.entries(input.lock?.files ?? {}).filter(([path]) => !wanted.has(path));
  const steps = [
    ...safe.map((file) => stepOfRendered(file, input)),
    ...abandoned.map(([path, locked]) => stepOfAbandoned(path, locked, input)),
  ];
  return {
    writes: steps.flatMap(({ writes }) => writes),
    deletes: steps.flatMap(({ deletes }) => deletes),
    lock: {
      schema: 1,
      standard: input.standard,
      files: Object.fromEntries(steps.flatMap(({ path, record }) => (record ? [[path, record]] : []))),
      pending: steps.flatMap(({ pending }) => pending),
    },
    findings: [...refused, ...steps.flatMap(({ findings }) => findings)],
  };
}
