import type { Document } from 'yaml';
import { formatAddress, type Address } from '../address/address';
import { isCovered } from '../naming/glob';
import type { Problem } from '../problem/problem';
import type { RenderedFile } from '../synthesis/rendered-file';
import { failed, ok, type Result } from '../problem/result';
import { locate, planChange } from './change';
import type { SourcedOverride } from './override';
import { isPlace } from './place';
import { clash, fileless, unprintable, unreadable, unstructured } from './problems';
import { parseStructured, isStructured } from './structured';

/** Who says so, and from which folder the files are named. */
export interface OverrideScope {
  /**
   * A standard names files by globs, for services that it has not seen: what matches nothing is silent here, and
   * told apart by `applied`.
   */
  readonly level: 'standard' | 'workspace' | 'service';
  /** Folder (POSIX, from the workspace's root) that `file` starts from; empty: the root. */
  readonly directory: string;
}

export interface Overridden {
  readonly files: readonly RenderedFile[];
  readonly problems: readonly Problem[];
  /** Overrides that changed something. */
  readonly applied: ReadonlySet<SourcedOverride>;
}

interface Touched {
  readonly one: SourcedOverride;
  readonly path: Address;
}

const isBelow = (path: Address, above: Address): boolean =>
  path.length >= above.length && formatAddress(path.slice(0, above.length)) === formatAddress(above);

/** Whether the later of two depends on the earlier's being there first, or the other way round. */
const areOpposed = (a: Touched, b: Touched): boolean =>
  a.path.length === b.path.length
    ? isBelow(a.path, b.path)
    : (a.one.op !== 'add' && isBelow(b.path, a.path)) || (b.one.op !== 'add' && isBelow(a.path, b.path));

const isSame = (a: Touched, b: Touched): boolean =>
  a.one.op === b.one.op &&
  a.path.length === b.path.length &&
  JSON.stringify(a.one.value) === JSON.stringify(b.one.value);

/** What a standard learns from its own check, and not every service that it is no matter for. */
const silent: ReadonlySet<string> = new Set(['override-dead', 'override-unstructured']);

const nothing = ({ text }: RenderedFile): FileOutcome => ({ text, problems: [], applied: [] });

interface FileOutcome {
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly applied: readonly SourcedOverride[];
}

/** Applies one override to a file's documents. An earlier one that says the same is enough, one that says otherwise is not. */
function applyOne(one: SourcedOverride, documents: Document[], touched: Touched[]): Result<boolean> {
  const located = locate(one, documents);
  if (!located.ok) return located;
  const { value: found } = located;
  const path = isPlace(found) ? found.path : [...found.path, found.segment];
  const other = touched.find((before) => areOpposed(before, { one, path }));
  if (other && isSame(other, { one, path })) return ok(true);
  if (other) return failed(clash(one, other.one, path));
  const planned = planChange(one, found);
  if (!planned.ok) return planned;
  planned.value();
  touched.push({ one, path });
  return ok(true);
}

/** Text of the edited documents; undefined: they are none any more, as an alias is whose anchor was removed. */
function printed(print: () => string): string | undefined {
  try {
    return print();
  } catch {
    return undefined;
  }
}

/** Applies overrides to one file, in order. Those that cannot be applied are problems, the others are applied. */
function applyToFile(file: RenderedFile, overrides: readonly SourcedOverride[]): FileOutcome {
  const none = (problems: Problem[]): FileOutcome => ({ text: file.text, applied: [], problems });
  if (!isStructured(file.path)) return none(overrides.map((one) => unstructured(one, file)));
  const structured = parseStructured(file.path, file.text);
  if (!structured) return none(overrides.map(unreadable));
  const touched: Touched[] = [];
  const outcomes = overrides.map((one) => ({ one, result: applyOne(one, structured.documents, touched) }));
  const text = touched.length > 0 ? printed(structured.print) : file.text;
  if (text === undefined) return none(touched.map(({ one }) => unprintable(one)));
  return {
    text,
    problems: outcomes.flatMap(({ result }) => (result.ok ? [] : result.problems)),
    applied: outcomes.flatMap(({ one, result }) => (result.ok ? [one] : [])),
  };
}

const relativeTo = (directory: string, path: string): string | undefined => {
  if (directory === '') return path;
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : undefined;
};

/**
 * Applies the overrides of one level to rendered files: by address, in order, with no byte changed that they do not
 * touch. Pure. An override that cannot be applied is a problem and changes nothing; the others are applied.
 */
export function applyOverrides(
  files: readonly RenderedFile[],
  overrides: readonly SourcedOverride[],
  { level, directory }: OverrideScope,
): Overridden {
  if (overrides.length === 0) return { files, problems: [], applied: new Set() };
  const names = new Map(files.map((file) => [file, relativeTo(directory, file.path)]));
  const outcomes = files.map((file) => {
    const name = names.get(file);
    const own = name === undefined ? [] : overrides.filter((one) => isCovered(one.file, name));
    return { file, own, ...(own.length > 0 ? applyToFile(file, own) : nothing(file)) };
  });
  const matched = new Set(outcomes.flatMap(({ own }) => own));
  const known = [...names.values()].filter((name) => name !== undefined);
  const lost = overrides.filter((one) => !matched.has(one)).map((one) => fileless(one, known));
  const problems = [...outcomes.flatMap((one) => one.problems), ...lost];
  return {
    files: outcomes.map(({ file, text }) => (text === file.text ? file : { ...file, text })),
    problems: problems.filter(({ code }) => level !== 'standard' || !silent.has(code)),
    applied: new Set(outcomes.flatMap(({ applied }) => applied)),
  };
}
