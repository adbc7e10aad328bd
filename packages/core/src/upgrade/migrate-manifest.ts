import {
  isMap,
  isPair,
  isScalar,
  parseDocument,
  stringify,
  type Document,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { parseAddress } from '../address/address';
import { mergeFile } from '../merge/merge-file';
import type { Problem } from '../problem/problem';
import { failed, ok, unwrap, type Result } from '../problem/result';
import { isLossy } from '../reconcile/line-ends';
import type { ManifestChange, ServiceMigration } from './migration';

export interface Migrated {
  readonly manifest: string;
  readonly nextSteps: readonly string[];
  /** Ids of those that had something to do. */
  readonly migrations: readonly string[];
}

const options = { logLevel: 'error' } as const;
const format = (document: Document): string => document.toString({ lineWidth: 0 });

/** Keys of an address; a manifest's options lie below mappings alone. */
function keysOf(at: string, where: string): string[] {
  return unwrap(parseAddress(at, where)).map((one) => ('key' in one ? one.key : one.item));
}

const pairIn = (map: YAMLMap, key: string): Pair | undefined =>
  map.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === key);

type Rename = Extract<ManifestChange, { op: 'rename' }>;
type Rewrite = Exclude<ManifestChange, Rename>;

/** Whether there was something to change: a migration runs for services that never had the option, too. */
function rewrite(document: Document, one: Rewrite, where: string): boolean {
  const keys = keysOf(one.at, where);
  if (one.op === 'set') {
    document.setIn(keys, one.value);
    return true;
  }
  return isMap(document.getIn(keys.slice(0, -1))) && document.deleteIn(keys);
}

/** Both options are there: which of them counts, only a person knows. */
function ambiguous(document: Document, { manifest = [], id }: ServiceMigration, where: string): Problem[] {
  return manifest.flatMap((one) => {
    if (one.op !== 'rename') return [];
    const keys = keysOf(one.at, where);
    const both = document.hasIn(keys) && document.hasIn([...keys.slice(0, -1), one.to]);
    return both
      ? [
          {
            code: 'migration-ambiguous',
            where: `${where} › ${one.at}`,
            what: `is called ${one.to} from now on (${id}), and the manifest has both`,
            fix: `keep one of them: ${one.to}`,
          },
        ]
      : [];
  });
}

/** A key has another name where it stands: no other byte of its line changes. */
function rename(text: string, { at, to }: Rename, where: string): string {
  const keys = keysOf(at, where);
  const parent = parseDocument(text, options).getIn(keys.slice(0, -1));
  const key = isMap(parent) ? pairIn(parent, keys.at(-1) ?? '')?.key : undefined;
  if (!isScalar(key) || !key.range) return text;
  const [start, end] = key.range;
  return text.slice(0, start) + stringify(to).trimEnd() + text.slice(end);
}

/** The text with a change, and otherwise as its user wrote it: what changes between two printings is merged in. */
function change(text: string, one: ManifestChange, where: string): string {
  if (one.op === 'rename') return rename(text, one, where);
  const document = parseDocument(text, options);
  const base = format(document);
  if (!rewrite(document, one, where)) return text;
  const theirs = format(document);
  const { text: merged, conflicts } = mergeFile('service.yaml', { base, mine: text, theirs });
  return conflicts.length > 0 ? theirs : merged;
}

/** What is renamed or removed concerns those who had it; what changes no manifest concerns everybody. */
function stepsOf(
  { manifest = [], moves = [], nextSteps = [] }: ServiceMigration,
  isEdited: boolean,
): readonly string[] {
  return manifest.length === 0 || moves.length > 0 || isEdited ? nextSteps : [];
}

/** A key below what is no mapping, or what a company's code throws: it concerns this service alone. */
const impossible = ({ id }: ServiceMigration, where: string, error: unknown): Problem => ({
  code: 'migration-failed',
  where,
  what: `the migration ${id} cannot be carried out: ${error instanceof Error ? error.message : String(error)}`,
  fix: 'do by hand what it is for, or ask the makers of the standard; then repeat the upgrade',
});

/** Bytes of another encoding would be lost in what is written. */
const foreign = (where: string): Problem => ({
  code: 'not-utf8',
  where,
  what: 'has bytes that are not UTF-8, which would be lost if a part of it were written',
  fix: 'save the file in UTF-8, then repeat the upgrade',
});

/** What keeps a migration from being tried. */
function obstacles(text: string, migration: ServiceMigration, where: string): Result<true> {
  const document = parseDocument(text, options);
  if (document.errors.length > 0) return failed();
  if (isLossy(text)) return failed(foreign(where));
  const problems = ambiguous(document, migration, where);
  return problems.length > 0 ? failed(...problems) : ok(true);
}

/** Throws what a company's code throws, and where a key lies below what is no mapping. */
function carryOut(text: string, migration: ServiceMigration, where: string): Migrated {
  const { manifest: changes = [], moves = [], id, run } = migration;
  const edited = changes.reduce((all, one) => change(all, one, where), text);
  const { manifest = edited, nextSteps = [] } = run?.(edited) ?? {};
  const steps = [...stepsOf(migration, edited !== text), ...nextSteps];
  const concerns = manifest !== text || steps.length > 0 || moves.length > 0;
  return { manifest, nextSteps: steps, migrations: concerns ? [id] : [] };
}

function migrateOnce(text: string, migration: ServiceMigration, where: string): Result<Migrated> {
  const free = obstacles(text, migration, where);
  if (!free.ok) return free;
  try {
    return ok(carryOut(text, migration, where));
  } catch (error) {
    return failed(impossible(migration, where, error));
  }
}

/**
 * Carries migrations out on the text of a manifest; comments, order and quoting stay.
 * @param where path of the manifest, for problems
 */
export function migrateManifest(
  text: string,
  migrations: readonly ServiceMigration[],
  where: string,
): Result<Migrated> {
  let migrated: Migrated = { manifest: text, nextSteps: [], migrations: [] };
  for (const one of migrations) {
    const next = migrateOnce(migrated.manifest, one, where);
    if (!next.ok) return next;
    migrated = {
      manifest: next.value.manifest,
      nextSteps: [...migrated.nextSteps, ...next.value.nextSteps],
      migrations: [...migrated.migrations, ...next.value.migrations],
    };
  }
  return ok(migrated);
}
