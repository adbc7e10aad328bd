import { unknownEnvironments } from '../manifest/environments';
import type { Problem } from '../problem/problem';
import { lockPath, parseLock, type Lock } from '../reconcile/lock';
import { deletedPaths, reconcile, type ReconcilePlan } from '../reconcile/reconcile';
import { stackOf, unknownStack } from '../standard/standard';
import type { PlacedService } from '../synthesis/input';
import type { RenderedFile } from '../synthesis/rendered-file';
import { renderService, renderWorkspace, type Rendered } from '../synthesis/synth';
import type { SyncInput } from './input';
import { inheritedLock, leftOverLocks, withoutRendered, type LockReader } from './left-over';

/** One lock with what has to happen for it. `lock` undefined: the lock file is a left-over. */
export interface LockPlan extends Omit<ReconcilePlan, 'lock'> {
  readonly path: string;
  readonly lock: Lock | undefined;
}

export interface SyncPlan {
  readonly plans: readonly LockPlan[];
  readonly problems: readonly Problem[];
}

/** Files of one lock, and whose they are. */
interface Rendering {
  readonly path: string;
  readonly files: readonly RenderedFile[];
  /** What stands in the way of overrides. */
  readonly problems: readonly Problem[];
  /** The same files without what would refer to one that its user deleted. */
  readonly without: (deleted: ReadonlySet<string>) => readonly RenderedFile[];
}

const renderingOf = (path: string, render: (deleted: ReadonlySet<string>) => Rendered): Rendering => ({
  path,
  ...render(new Set()),
  without: (deleted) => render(deleted).files,
});

/** Services with their stacks; those that do not fit the standard or ci.yaml are problems. */
function placeServices({ found, standard, workspace }: Pick<SyncInput, 'found' | 'standard' | 'workspace'>): {
  services: PlacedService[];
  problems: Problem[];
} {
  const services: PlacedService[] = [];
  const problems: Problem[] = [];
  for (const one of found) {
    const file = `${one.directory}/service.yaml`;
    const stack = stackOf(standard, one.service.stack);
    const wrong = unknownEnvironments(one.service, workspace, file);
    if (!stack) wrong.unshift(unknownStack(standard, one.service.stack, `${file} › stack`));
    wrong.push(...(stack?.problems?.(one.service, file) ?? []));
    if (stack && wrong.length === 0) services.push({ ...one, stack });
    problems.push(...wrong);
  }
  return { services, problems };
}

/** The workspace's files name its services: while one cannot be read, they would lose it, and are left as they are. */
function renderAll(input: SyncInput, services: readonly PlacedService[]): Rendering[] {
  const isWhole = input.complete && services.length === input.found.length;
  const { workspace, standard, pins } = input;
  const common = { workspace, standard, pins };
  return [
    ...(isWhole ? [renderingOf(lockPath(), () => renderWorkspace({ ...common, services }))] : []),
    ...services.map((one) =>
      renderingOf(lockPath(one.service.name), (deleted) => renderService({ ...common, ...one, deleted })),
    ),
  ];
}

/** Reads locks; a damaged one is a problem, and its service is left alone. */
function lockReader(input: SyncInput, problems: Problem[]): LockReader {
  return (path) => {
    const text = input.read(path);
    if (text === undefined) return undefined;
    const parsed = parseLock(text, path);
    if (parsed.ok) return parsed.value;
    problems.push(...parsed.problems);
    return 'damaged';
  };
}

/** What has to be written and deleted so that the workspace is what its manifests and its standard say. Pure. */
export function planSync(input: SyncInput): SyncPlan {
  const { services, problems } = placeServices(input);
  const readLock = lockReader(input, problems);
  const renderings = renderAll(input, services);
  const { name, version } = input.standard;
  const common = { standard: { name, version }, read: input.read, hash: input.hash };
  const leftOver = leftOverLocks(input, readLock);
  const rendered = new Set(renderings.flatMap(({ files }) => files.map(({ path }) => path)));
  const current = renderings.flatMap(({ path, files, without }): LockPlan[] => {
    const read = readLock(path);
    if (read === 'damaged') return [];
    const lock = read ?? inheritedLock(files, leftOver);
    const deleted = deletedPaths({ rendered: files, lock, read: input.read });
    return [
      { path, ...reconcile({ ...common, rendered: deleted.size > 0 ? without(deleted) : files, lock }) },
    ];
  });
  const removed = leftOver.map(({ path, lock }): LockPlan => ({
    path,
    ...reconcile({ ...common, rendered: [], lock: withoutRendered(lock, rendered) }),
    lock: undefined,
  }));
  const overrides = renderings.flatMap((one) => one.problems);
  return { plans: [...current, ...removed], problems: [...problems, ...overrides] };
}
