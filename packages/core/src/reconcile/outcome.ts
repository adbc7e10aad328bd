import type { Conflict } from '../merge/conflict';
import { mergeFile, proposals, type MergedFile } from '../merge/merge-file';
import { baseOf, isTorn, reunite } from '../merge/reunite';
import type { Decision, Sides } from './decision';
import { formatFinding, type Finding, type FindingCode } from './finding';
import { isLossy, toLf, withLineEndsOf } from './line-ends';
import type { ReconcileInput } from './input';
import { basePath, type LockedFile, type Pending } from './lock';
import { carryPending } from './pending';
import { sortProposed } from './proposed';

export interface FileWrite {
  readonly path: string;
  readonly text: string;
  /** Undefined: an existing file keeps its own. */
  readonly mode?: number;
}

/**
 * What becomes of one file. `created`, `updated`: it has the standard's text now · `merged`: both sides' · `kept`: it is
 * as it was · `removed`.
 */
export interface FileOutcome {
  readonly path: string;
  readonly kind: 'created' | 'updated' | 'merged' | 'kept' | 'removed';
  /** Whether the file holds something of its user's own. */
  readonly isEdited: boolean;
  readonly writes: readonly FileWrite[];
  readonly deletes: readonly string[];
  readonly record: LockedFile | undefined;
  readonly pending: readonly Pending[];
  readonly findings: readonly Finding[];
}

type Settled = Pick<FileOutcome, 'kind' | 'writes' | 'pending'>;
type Context = Pick<ReconcileInput, 'lock' | 'standard' | 'service' | 'read'>;

const earlierOf = ({ rendered: { path } }: Sides, { lock }: Context): Pending[] =>
  lock?.pending.filter((one) => one.path === path) ?? [];

function modeOf({ rendered, current, locked }: Sides): Pick<FileWrite, 'mode'> {
  const mode = rendered.mode ?? 0o644;
  const isKept = current !== undefined && locked?.mode === (mode === 0o755 ? '755' : '644');
  return isKept ? {} : { mode };
}

function written(sides: Sides): Settled {
  const { rendered, current } = sides;
  const text = current === undefined ? rendered.text : withLineEndsOf(current, rendered.text);
  return {
    kind: current === undefined ? 'created' : 'updated',
    writes: [{ path: rendered.path, text, ...modeOf(sides) }],
    pending: [],
  };
}

/** Yours is kept, and these places wait. Without its base, a file that both sides changed is in conflict at each of them. */
function proposed(sides: Sides, { finding }: Decision, { standard }: Context): Settled {
  const { rendered, current = '' } = sides;
  const { path, text: theirs, ownership } = rendered;
  const whole: Conflict = { at: '', kind: 'proposed', base: null, mine: current, theirs };
  const places = ownership === 'managed' ? [whole] : proposals(path, current, theirs);
  const isOpen = finding === 'base-lost' || finding === 'managed-now';
  const pending = places.map((one): Pending => ({
    path,
    version: standard.version,
    ...one,
    ...(isOpen && { kind: 'changed' }),
  }));
  return { kind: 'kept', writes: [], pending };
}

function mergeSides({ rendered: { path, text: theirs }, current = '', base = '' }: Sides): MergedFile {
  if (isTorn(current)) return reunite(path, { base, mine: current, theirs });
  return mergeFile(path, { base: isTorn(base) ? baseOf(base, current) : base, mine: current, theirs });
}

/**
 * Git could not merge the file, and both branches wrote into it by hand at the same places. Everything stays as it is, until
 * a person has decided between the marks.
 */
function torn(sides: Sides, context: Context): FileOutcome | undefined {
  if (!isTorn(sides.current)) return undefined;
  const { path } = sides.rendered;
  const { conflicts } = mergeSides(sides);
  if (conflicts.length === 0) return undefined;
  const places = [...new Set(conflicts.map(({ at }) => at))];
  return {
    path,
    kind: 'kept',
    isEdited: true,
    writes: [],
    deletes: [],
    record: sides.locked,
    pending: earlierOf(sides, context),
    findings: [formatFinding('torn', path, context.service, places)],
  };
}

function merged(sides: Sides, context: Context): Settled {
  const { rendered, current = '' } = sides;
  const { path, text: theirs } = rendered;
  const result = mergeSides(sides);
  const { version } = context.standard;
  const after = { path, text: result.text, rendered: theirs, version };
  const { conflicts, proposed, earlier } = sortProposed(after, earlierOf(sides, context), result.conflicts);
  const pending = [...carryPending(after, earlier, conflicts), ...proposed];
  const writes = result.text === current ? [] : [{ path, text: result.text, ...modeOf(sides) }];
  return { kind: writes.length > 0 ? 'merged' : 'kept', writes, pending };
}

/** The file as it is, with the mode that the standard wants since. */
function modeWrites(sides: Sides, { base }: Decision): FileWrite[] {
  const { current, locked, rendered } = sides;
  const mode = modeOf(sides);
  const isDue = base && locked !== undefined && 'mode' in mode;
  if (!isDue || current === undefined || isLossy(current)) return [];
  return [{ path: rendered.path, text: current, ...mode }];
}

/** Nothing is written; what was undecided still is, unless the file says it now or the user removed the file. */
function kept(sides: Sides, decision: Decision, context: Context): Settled {
  const { current, rendered } = sides;
  const { path } = rendered;
  const isOwn = decision.record?.ejected !== undefined || current === undefined;
  const isTheirs = current !== undefined && toLf(current) === toLf(rendered.text);
  const pending =
    isOwn || isTheirs
      ? []
      : carryPending(
          { path, text: current, rendered: rendered.text, version: context.standard.version },
          earlierOf(sides, context),
          [],
        );
  return { kind: 'kept', writes: modeWrites(sides, decision), pending };
}

function settle(sides: Sides, decision: Decision, context: Context): Settled {
  if (decision.action === 'write') return written(sides);
  if (decision.action === 'merge') return merged(sides, context);
  if (decision.action === 'propose') return proposed(sides, decision, context);
  return kept(sides, decision, context);
}

function baseWrites({ rendered }: Sides, decision: Decision, { read }: Context): FileWrite[] {
  const path = basePath(rendered.path);
  const is = read(path);
  // git may have checked it out with CRLF
  const isSame = is !== undefined && toLf(is) === toLf(rendered.text);
  return decision.base && !isSame ? [{ path, text: rendered.text }] : [];
}

/** Named places are worth a line of their own; those that were only proposed are told once. */
function findingsOf(
  sides: Sides,
  decision: Decision,
  pending: readonly Pending[],
  service: string,
): Finding[] {
  const { path } = sides.rendered;
  const places = pending.map(({ at }) => at);
  const say = (finding: FindingCode): Finding => formatFinding(finding, path, service, places);
  if (decision.finding) return [say(decision.finding)];
  return pending.some(({ kind }) => kind !== 'proposed') ? [say('pending')] : [];
}

/** Carries a decision out, on paper. */
export function outcomeOf(sides: Sides, decision: Decision, context: Context): FileOutcome {
  const stopped = decision.action === 'merge' ? torn(sides, context) : undefined;
  if (stopped) return stopped;
  const { kind, writes, pending } = settle(sides, decision, context);
  const { path, text: theirs } = sides.rendered;
  const text = writes.find((one) => one.path === path)?.text ?? sides.current;
  return {
    path,
    kind,
    isEdited: text !== undefined && toLf(text) !== toLf(theirs),
    writes: [...writes, ...baseWrites(sides, decision, context)],
    deletes: [],
    record: decision.record,
    pending,
    findings: findingsOf(sides, decision, pending, context.service),
  };
}
