import {
  lockPath,
  parseLock,
  reconcile,
  stackOf,
  synthService,
  synthWorkspace,
  type Lock,
  type PinLock,
  type PlacedService,
  type Problem,
  type ReconcilePlan,
  type RenderedFile,
  type Standard,
  type Workspace,
} from '@org/ci-core';
import type { FoundService } from '../workspace/manifests';
import { inheritedLock, leftOverLocks, withoutRendered, type LockReader } from './left-over';

/** All that synchronization looks at. */
export interface SyncInput {
  readonly workspace: Workspace;
  readonly standard: Standard;
  readonly pins: PinLock;
  readonly found: readonly FoundService[];
  /** Whether every manifest could be read: only then is a lock without a service a left-over. */
  readonly complete: boolean;
  /** Names of the services that have a lock. */
  readonly locked: readonly string[];
  readonly read: (path: string) => string | undefined;
  readonly hash: (text: string) => string;
}

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
}

const unknownStack = ({ service, directory }: FoundService, standard: Standard): Problem => ({
  code: 'stack-unknown',
  where: `${directory}/service.yaml › stack`,
  what: `${standard.name} has no stack ${service.stack}`,
  fix: `use one of: ${standard.stacks.map(({ id }) => id).join(', ')}`,
});

/** Services with their stacks; those of unknown stacks are problems. */
export function placeServices(
  found: readonly FoundService[],
  standard: Standard,
): { services: PlacedService[]; problems: Problem[] } {
  const services: PlacedService[] = [];
  const problems: Problem[] = [];
  for (const one of found) {
    const stack = stackOf(standard, one.service.stack);
    if (stack) services.push({ ...one, stack });
    else problems.push(unknownStack(one, standard));
  }
  return { services, problems };
}

function renderAll(input: SyncInput, services: readonly PlacedService[]): Rendering[] {
  const { workspace, standard, pins } = input;
  const common = { workspace, standard, pins };
  return [
    { path: lockPath(), files: synthWorkspace({ ...common, services }) },
    ...services.map((one) => ({
      path: lockPath(one.service.name),
      files: synthService({ ...common, ...one }),
    })),
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
  const { services, problems } = placeServices(input.found, input.standard);
  const readLock = lockReader(input, problems);
  const renderings = renderAll(input, services);
  const { name, version } = input.standard;
  const common = { standard: { name, version }, read: input.read, hash: input.hash };
  const leftOver = leftOverLocks(input, readLock);
  const rendered = new Set(renderings.flatMap(({ files }) => files.map(({ path }) => path)));
  const current = renderings.flatMap(({ path, files }): LockPlan[] => {
    const read = readLock(path);
    if (read === 'damaged') return [];
    const lock = read ?? inheritedLock(files, leftOver);
    return [{ path, ...reconcile({ ...common, rendered: files, lock }) }];
  });
  const removed = leftOver.map(({ path, lock }): LockPlan => ({
    path,
    ...reconcile({ ...common, rendered: [], lock: withoutRendered(lock, rendered) }),
    lock: undefined,
  }));
  return { plans: [...current, ...removed], problems };
}
