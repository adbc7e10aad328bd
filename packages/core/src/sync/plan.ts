import type { Workspace } from '../manifest/workspace';
import { effectivePins } from '../pins/effective-pins';
import type { Problem } from '../problem/problem';
import { basePath, lockPath, parseLock, type Lock } from '../reconcile/lock';
import { reconcile } from '../reconcile/reconcile';
import type { Standard } from '../standard/standard';
import { renderService, renderWorkspace } from '../synthesis/synth';
import type { SyncInput } from './input';
import { renderedWorkspace, serviceInputs, workspaceInputs } from './inputs';
import { leftAlone } from './left-alone';
import { inheritedLock, leftOverLocks, withoutRendered, type LeftOver, type LockReader } from './left-over';
import { place, type Placed } from './place';
import { planMoved } from './moved';
import type { LockPlan } from './lock-plan';
import { planPart } from './part-plan';
import { unitedLock } from './united-lock';
import { unrendered } from './unrendered';
import { workspacePart, type Part } from './part';

export interface SyncPlan {
  readonly plans: readonly LockPlan[];
  readonly problems: readonly Problem[];
}

/** A standard with its effective pins, and what else decides its rendering. */
interface Prepared extends ReturnType<typeof effectivePins<Standard>> {
  readonly engine: string | undefined;
}

type Prepare = (standard: Standard) => Prepared;

/** The same for all services of a standard: pins are compared and the engine is asked for once. */
function preparer({ pins, engine }: SyncInput): Prepare {
  const known = new Map<Standard, Prepared>();
  return (standard) => {
    const prepared = known.get(standard) ?? { ...effectivePins(standard, pins), engine: engine(standard) };
    known.set(standard, prepared);
    return prepared;
  };
}

/** Overrides of ci.yaml without those of services whose folders are in this one's. */
function ownOverrides(
  overrides: Workspace['overrides'],
  directory: string,
  found: SyncInput['found'],
): Workspace['overrides'] {
  const inner = overrides && found.filter((one) => one.directory.startsWith(`${directory}/`));
  return overrides?.filter(({ file }) => !inner?.some((one) => file.startsWith(`${one.directory}/`)));
}

function servicePart(
  { standard: own, written, ...placed }: Placed,
  input: SyncInput,
  prepare: Prepare,
): Part {
  const { standard, pins, engine } = prepare(own);
  const { name, version } = standard;
  const rendered = renderedWorkspace(input.workspace, standard);
  const overrides = ownOverrides(rendered.overrides, placed.directory, input.found);
  const workspace = { ...rendered, ...(overrides && { overrides }) };
  return {
    service: placed.service.name,
    path: lockPath(placed.service.name),
    standard: { name, version },
    inputs: serviceInputs({ ...placed, service: written }, standard, pins, { ...input, engine }),
    manifest: placed.service,
    directory: placed.directory,
    render: (deleted) => renderService({ workspace, standard, pins, ...placed, deleted }),
  };
}

/** The workspace's files name its services: while one cannot be read, they would lose it, and are left as they are. */
function workspaceParts(
  services: readonly Placed[],
  input: SyncInput,
  prepare: Prepare,
  problems: Problem[],
): Part[] {
  const { workspace, complete, found } = input;
  if (!complete || services.length < found.length) return [];
  const read = input.standardFor();
  if (!read.ok) {
    problems.push(...read.problems);
    return [];
  }
  const { standard, pins, engine } = prepare(read.value);
  const { name, version } = standard;
  return [
    {
      service: workspacePart,
      path: lockPath(),
      standard: { name, version },
      inputs: workspaceInputs(services, standard, pins, { ...input, engine }),
      manifest: workspace,
      directory: '',
      render: () => renderWorkspace({ workspace, standard, pins, services }),
    },
  ];
}

/** Reads locks; a damaged one is a problem, and its service is left alone. Those that git could not merge are `united`. */
function lockReader(input: SyncInput, problems: Problem[], united: Set<string>): LockReader {
  return (path) => {
    const text = input.read(path);
    if (text === undefined) return undefined;
    const parsed = parseLock(text, path);
    if (parsed.ok) return parsed.value;
    const lock = unitedLock(text, path, input);
    if (lock) united.add(path);
    if (lock) return lock;
    problems.push(...parsed.problems);
    return 'damaged';
  };
}

/** Merge bases without their lock: taken for new, the files would lose where they come from. */
function lostLock(part: Part, { exists }: SyncInput): LockPlan | undefined {
  const isKnown = part.render(new Set()).files.some((file) => exists(basePath(file.path)));
  if (!isKnown) return undefined;
  const problem = {
    code: 'lock-lost',
    where: part.path,
    what: 'is gone, and the merge bases that it speaks of are there',
    fix: 'restore the file from version control, or run: npx nx g @org/ci:repair',
  };
  return leftAlone(part, undefined, [problem]);
}

/** A new service that has the files of one that is gone keeps their history: it was renamed. */
function planNew(part: Part, leftOver: readonly LeftOver[], input: SyncInput): LockPlan {
  const inherited = leftOver.length > 0 ? inheritedLock(part.render(new Set()).files, leftOver) : undefined;
  const lost = inherited ? undefined : lostLock(part, input);
  if (lost) return lost;
  const plan = planPart(part, inherited, input);
  return { ...plan, before: undefined, lock: plan.lock && { ...plan.lock } };
}

/** What a company's standard throws for one service stops no other. */
function planOne(
  part: Part,
  lock: Lock | undefined,
  leftOver: readonly LeftOver[],
  input: SyncInput,
): LockPlan {
  try {
    return lock ? planMoved(part, lock, input) : planNew(part, leftOver, input);
  } catch (error) {
    return unrendered(part, lock, error);
  }
}

function planLeftOver({ path, lock }: LeftOver, taken: ReadonlySet<string>, input: SyncInput): LockPlan {
  const service = path.replace(/^.*\/|\.json$/g, '');
  const plan = reconcile({
    rendered: [],
    service,
    standard: lock.standard,
    lock: withoutRendered(lock, taken),
    read: input.read,
    hash: input.hash,
  });
  return { ...plan, service, path, lock: undefined, before: lock, problems: [] };
}

/** Everything that is rendered, and the problems of what cannot be. */
export function partsOf(input: SyncInput): {
  readonly parts: readonly Part[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const services = input.found.flatMap((one) => place(one, input, problems));
  const prepare = preparer(input);
  const parts = [
    ...workspaceParts(services, input, prepare, problems),
    ...services.map((one) => servicePart(one, input, prepare)),
  ];
  return { parts, problems };
}

/** What has to be written and deleted so that the workspace is what its manifests and its standard say. Pure. */
export function planSync(input: SyncInput): SyncPlan {
  const { parts, problems: wrong } = partsOf(input);
  const problems = [...wrong];
  const united = new Set<string>();
  const readLock = lockReader(input, problems, united);
  // one that git could not merge is not on disk as it was read
  const written = (plan: LockPlan): LockPlan =>
    united.has(plan.path) ? { ...plan, before: undefined } : plan;
  const leftOver = leftOverLocks(input, readLock);
  const current = parts.flatMap((part, index): LockPlan[] => {
    const lock = readLock(part.path);
    const planned = lock === 'damaged' ? [] : [planOne(part, lock, leftOver, input)].map(written);
    input.onPlanned?.(index + 1, parts.length);
    return planned;
  });
  const taken = new Set(current.flatMap(({ lock }) => Object.keys(lock?.files ?? {})));
  // one whose files are not known may have what a lock without a service speaks of
  const isKnown = current.every(({ lock }) => lock !== undefined);
  const removed = isKnown ? leftOver.map((one) => planLeftOver(one, taken, input)) : [];
  const plans = [...current, ...removed];
  return { plans, problems: [...problems, ...plans.flatMap((plan) => plan.problems)] };
}
