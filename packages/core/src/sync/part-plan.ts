import { formatFinding, type Finding } from '../reconcile/finding';
import { toLf } from '../reconcile/line-ends';
import { omit } from '../record/omit';
import { basePath, formatLock, type Lock } from '../reconcile/lock';
import { deletedPaths, reconcile, type ReconcilePlan } from '../reconcile/reconcile';
import { ejectedFiles } from '../ownership/ejection';
import { ejectionFindings } from '../ownership/findings';
import { behindFindings, isBehind } from './behind';
import type { SyncInput } from './input';
import { leftAlone } from './left-alone';
import type { LockPlan } from './lock-plan';
import type { Part } from './part';
import { unreadable } from './unreadable';

/** Places that wait are said again at every run. */
const waiting = ({ service }: Part, lock: Lock): Finding[] => {
  const open = lock.pending.filter(({ kind }) => kind !== 'proposed');
  const paths = [...new Set(open.map(({ path }) => path))];
  return paths.map((path) => {
    const places = open.filter((one) => one.path === path).map(({ at }) => at);
    return formatFinding('pending', path, service, places);
  });
};

/**
 * Whether rendering again could change nothing: the same inputs, what is managed is as it was written, and of the rest
 * nothing is missing that was there, or there that was missing. Where something waits, the file may have settled it.
 */
function isUnchanged(
  { inputs, manifest, directory }: Part,
  lock: Lock,
  { exists, read, hash }: SyncInput,
): boolean {
  if (inputs.renderer === undefined || lock.pending.length > 0) return false;
  if (inputs.manifest !== lock.inputs?.manifest || inputs.renderer !== lock.inputs.renderer) return false;
  const ejected = ejectedFiles(manifest, directory);
  return Object.entries(lock.files).every(([path, file]) => {
    if (file.ejected !== undefined || ejected.has(path))
      return ejected.has(path) === (file.ejected !== undefined);
    if (file.ownership === 'seeded') return true;
    if (file.deleted) return !exists(path) && exists(basePath(path));
    if (!exists(path)) return false;
    return file.ownership === 'merged' || hash(toLf(read(path) ?? '')) === file.hash;
  });
}

/**
 * An edit of ci.yaml that renders nothing else is no reason to write a thousand locks; that a repaired one does not know
 * from what it was rendered, is.
 */
function isOnlyInputs({ writes, deletes, lock }: ReconcilePlan, before: Lock): boolean {
  const isLearned = lock.inputs?.renderer !== undefined && before.inputs?.renderer === undefined;
  const isQuiet = writes.length === 0 && deletes.length === 0 && !isLearned;
  return isQuiet && formatLock(omit(lock, 'inputs')) === formatLock(omit(before, 'inputs'));
}

function render(part: Part, lock: Lock | undefined, input: SyncInput): LockPlan {
  const first = part.render(new Set());
  const deleted = deletedPaths({ rendered: first.files, lock, exists: input.exists });
  const { files, problems } = deleted.size > 0 ? part.render(deleted) : first;
  const { service, path, standard, inputs, manifest, directory } = part;
  const { read, hash } = input;
  const plan = reconcile({
    rendered: files,
    service,
    standard,
    lock,
    ejected: new Set(ejectedFiles(manifest, directory).keys()),
    read,
    hash,
    // what is wrong is said again at every run
    ...(problems.length === 0 && { inputs }),
  });
  // what a person has to merge first is looked at again at every run
  if (plan.findings.some(({ code }) => code === 'torn'))
    return { ...plan, lock: omit(plan.lock, 'inputs'), service, path, before: lock, problems };
  const isSame = lock !== undefined && isOnlyInputs(plan, lock) && !input.upgrade?.has(service);
  return { ...plan, ...(isSame && { lock }), service, path, before: lock, problems };
}

/** What is to be known of files that their users own. */
function owned({ manifest, directory, service }: Part, { lock }: LockPlan, { today }: SyncInput): Finding[] {
  const files = lock?.files ?? {};
  const since = (path: string): string | undefined => files[path]?.ejected;
  return ejectionFindings({ manifest, directory, service, rendered: Object.keys(files), since, today });
}

/**
 * One that is behind stays so until it is upgraded, and where the new version cannot be rendered as its manifest says (an
 * override that matches nothing any more is not left out of running services), or to files that nobody could read.
 */
function plan(part: Part, lock: Lock | undefined, input: SyncInput): LockPlan {
  if (!lock) return render(part, lock, input);
  const same = leftAlone(part, lock);
  const held = (): LockPlan => ({
    ...same,
    findings: [...behindFindings(part, lock, input), ...waiting(part, lock)],
  });
  const isMoving = isBehind(part, lock);
  if (isMoving && !input.upgrade?.has(part.service)) return held();
  if (isUnchanged(part, lock, input)) return same;
  const rendered = render(part, lock, input);
  if (!isMoving) return rendered;
  const problems = [...rendered.problems, ...unreadable(rendered.writes, input.read)];
  return problems.length > 0 ? { ...held(), problems } : rendered;
}

/** A part of which one file cannot be written stays as it is, and stops no other. */
function possible(planned: LockPlan, lock: Lock | undefined, { blocked }: SyncInput): LockPlan {
  const places = [...planned.writes.map((one) => one.path), ...planned.deletes];
  const problems = places.flatMap((one) => blocked?.(one) ?? []);
  return problems.length === 0 ? planned : leftAlone(planned, lock, [...planned.problems, ...problems]);
}

/** What has to happen for one part whose lock could be read. */
export function planPart(part: Part, lock: Lock | undefined, input: SyncInput): LockPlan {
  const planned = possible(plan(part, lock, input), lock, input);
  return { ...planned, findings: [...planned.findings, ...owned(part, planned, input)] };
}
