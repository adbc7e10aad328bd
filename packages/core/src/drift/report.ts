import type { Problem } from '../problem/problem';
import { isOpen } from '../reconcile/finding';
import { formatLock, isRecord, type Lock } from '../reconcile/lock';
import { toLf } from '../reconcile/line-ends';
import { differenceOf } from './difference';
import { firstLine, type DriftFinding, type Lines } from './finding';
import { isStructured } from '../override/structured';
import { linesOfAddress, linesOfManifestPath } from './place';

/** What synchronization would do for one lock. */
export interface PlannedPart {
  /** Path of the lock. */
  readonly path: string;
  readonly writes: readonly { readonly path: string; readonly text: string }[];
  readonly deletes: readonly string[];
  readonly findings: readonly (Problem & { readonly path?: string })[];
  /** Undefined: it is a left-over. */
  readonly lock: Lock | undefined;
  /** The lock as it was; the same object where nothing of it changes. */
  readonly before?: Lock | undefined;
}

export interface DriftInput {
  readonly plans: readonly PlannedPart[];
  /** What stands in the way of a service or of everything: open, all of it. */
  readonly problems: readonly Problem[];
  /** What people should know and need not act on. */
  readonly notes: readonly Problem[];
  /** Folder (POSIX, from the root) → service. */
  readonly services: ReadonlyMap<string, string>;
  readonly read: (path: string) => string | undefined;
}

const workspaceName = 'ci';

/** `.ci/lock/payments.json` → `payments`. */
const serviceOfLock = (path: string): string => {
  const name = /([^/]+)\.json$/.exec(path)?.[1] ?? '_workspace';
  return name === '_workspace' ? workspaceName : name;
};

/** Whose folder a path is in. */
function serviceOfPath(path: string, services: DriftInput['services']): string {
  const folders = path.split('/').map((_, index, parts) => parts.slice(0, parts.length - index).join('/'));
  const folder = folders.find((one) => services.has(one));
  return (folder === undefined ? undefined : services.get(folder)) ?? workspaceName;
}

/** `apps/a/service.yaml › overrides[0] (ci.yml: jobs)` → the file, and what of it is meant. */
function whereabouts(where: string): { readonly path: string; readonly expression: string } {
  const [path = where, expression = ''] = where.split(' › ');
  return { path: path.trim(), expression: expression.split(' (')[0]?.trim() ?? '' };
}

/** The problem with the line of what it names in a file: `apps/a/service.yaml:7 › overrides[0]`. */
export function withLine(problem: Problem, read: DriftInput['read']): Problem {
  const { path, expression } = whereabouts(problem.where);
  const text = expression === '' ? undefined : read(path);
  if (text === undefined) return problem;
  const { start } = linesOfManifestPath(text, expression);
  return { ...problem, where: problem.where.replace(path, () => `${path}:${start}`) };
}

function ofProblem(problem: Problem, open: boolean, input: DriftInput): DriftFinding {
  const { path, expression } = whereabouts(problem.where);
  const text = input.read(path);
  const lines = text === undefined || expression === '' ? firstLine : linesOfManifestPath(text, expression);
  const shownIn = text === undefined ? 'ci.yaml' : path;
  const service = serviceOfPath(path, input.services);
  return {
    ...problem,
    isOpen: open,
    service,
    path,
    shownIn,
    lines: [text === undefined ? firstLine : lines],
  };
}

/** Lines of a piece of text, where it is there. */
function linesOfText(text: string, piece: string): Lines | undefined {
  const at = piece.trim() === '' ? -1 : toLf(text).indexOf(piece.trim());
  if (at < 0) return undefined;
  const start = toLf(text).slice(0, at).split('\n').length;
  return { start, end: start + piece.trim().split('\n').length - 1 };
}

/** Lines of the places that wait for a decision in a file: by address where it has a structure, else by what stands there. */
function linesOfPending(path: string, text: string, lock: Lock | undefined): Lines[] {
  const places = (lock?.pending ?? []).filter((one) => one.path === path);
  return places.flatMap(
    ({ at, mine }) =>
      (isStructured(path) ? linesOfAddress(text, at) : undefined) ?? linesOfText(text, mine ?? '') ?? [],
  );
}

/** A file of the service that is there: what a missing file's finding is shown in. */
function homeOf(service: string, { services, read }: DriftInput): string {
  const folder = [...services].find(([, name]) => name === service)?.[0];
  const manifest = folder === undefined ? 'ci.yaml' : `${folder}/service.yaml`;
  return read(manifest) === undefined ? 'ci.yaml' : manifest;
}

interface Subject {
  readonly part: PlannedPart;
  readonly service: string;
  readonly input: DriftInput;
}

const outOfDate = (path: string, what: string): Problem => ({
  code: 'out-of-date',
  where: path,
  what,
  fix: 'npx nx sync',
});

/** A file that sync would write or remove, with why, and what differs. */
function ofChange(
  path: string,
  wanted: string | undefined,
  { part, service, input }: Subject,
): DriftFinding[] {
  const current = input.read(path);
  if (current !== undefined && wanted !== undefined && toLf(current) === toLf(wanted)) return [];
  const known = part.findings.find((one) => !isOpen(one) && (one.path ?? one.where) === path);
  const why =
    current === undefined
      ? 'is not there yet'
      : wanted === undefined
        ? 'is no longer generated'
        : 'is not what service.yaml, ci.yaml, the pins and the standard make of it';
  const { lines, diff } = differenceOf(path, current, wanted);
  const shownIn = current === undefined ? homeOf(service, input) : path;
  return [{ ...(known ?? outOfDate(path, why)), isOpen: true, service, path, shownIn, lines, diff }];
}

/** Only the lock or a merge base would change. */
function ofRecords({ part, service, input }: Subject): DriftFinding[] {
  const current = input.read(part.path);
  const wanted = part.lock && formatLock(part.lock);
  const records = part.writes.filter(({ path, text }) => isRecord(path) && input.read(path) !== text);
  const isSame = current === wanted || (part.lock !== undefined && part.lock === part.before);
  if (isSame && records.length === 0) return [];
  const shownIn = current === undefined ? homeOf(service, input) : part.path;
  const problem = outOfDate(part.path, 'does not say what is generated today');
  return [{ ...problem, isOpen: true, service, path: part.path, shownIn, lines: [firstLine] }];
}

function ofPart(part: PlannedPart, input: DriftInput): DriftFinding[] {
  const subject = { part, service: serviceOfLock(part.path), input };
  const changed = [
    ...part.writes
      .filter(({ path }) => !isRecord(path))
      .flatMap(({ path, text }) => ofChange(path, text, subject)),
    ...part.deletes.filter((path) => !isRecord(path)).flatMap((path) => ofChange(path, undefined, subject)),
  ];
  const told = new Set(changed.map(({ path, code }) => `${code} ${path}`));
  const others = part.findings.flatMap((finding): DriftFinding[] => {
    const path = finding.path ?? finding.where;
    if (told.has(`${finding.code} ${path}`)) return [];
    const text = input.read(path);
    const lines = text === undefined ? [] : linesOfPending(path, text, part.lock);
    const shownIn = text === undefined ? homeOf(subject.service, input) : path;
    const { service } = subject;
    return [
      {
        ...finding,
        isOpen: isOpen(finding),
        service,
        path,
        shownIn,
        lines: lines.length > 0 ? lines : [firstLine],
      },
    ];
  });
  const all = [...changed, ...others];
  return all.some((one) => one.isOpen) ? all : [...all, ...ofRecords(subject)];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Everything that is to be known of a workspace's generated files, sorted by service, file and line. Pure. */
export function driftFindings(input: DriftInput): DriftFinding[] {
  const all = [
    ...input.problems.map((one) => ofProblem(one, true, input)),
    ...input.notes.map((one) => ofProblem(one, false, input)),
    ...input.plans.flatMap((part) => ofPart(part, input)),
  ];
  return all.sort(
    (a, b) =>
      byText(a.service, b.service) ||
      byText(a.path, b.path) ||
      (a.lines[0]?.start ?? 1) - (b.lines[0]?.start ?? 1) ||
      byText(a.code, b.code),
  );
}
