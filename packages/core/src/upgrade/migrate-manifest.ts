import { isMap, isPair, isScalar, parseDocument, type Document, type Pair, type YAMLMap } from 'yaml';
import { parseAddress } from '../address/address';
import { mergeFile } from '../merge/merge-file';
import type { Problem } from '../problem/problem';
import { failed, ok, unwrap, type Result } from '../problem/result';
import type { ManifestChange, ServiceMigration } from './migration';

export interface Migrated {
  readonly manifest: string;
  readonly nextSteps: readonly string[];
}

const options = { logLevel: 'error' } as const;
const format = (document: Document): string => document.toString({ lineWidth: 0 });

/** Keys of an address; a manifest's options lie below mappings alone. */
function keysOf(at: string, where: string): string[] {
  return unwrap(parseAddress(at, where)).map((one) => ('key' in one ? one.key : one.item));
}

const pairIn = (map: YAMLMap, key: string): Pair | undefined =>
  map.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === key);

/** Renames a key where it stands, so that order and comments stay. */
function rename(parent: YAMLMap, key: string, to: string): boolean {
  const pair = pairIn(parent, key);
  if (!pair || pairIn(parent, to) || !isScalar(pair.key)) return false;
  pair.key.value = to;
  return true;
}

/** Whether there was something to change: a migration runs for services that never had the option, too. */
function change(document: Document, one: ManifestChange, where: string): boolean {
  const keys = keysOf(one.at, where);
  const key = keys.at(-1) ?? '';
  const parent = keys.length > 1 ? document.getIn(keys.slice(0, -1)) : document.contents;
  if (one.op === 'set') {
    document.setIn(keys, one.value);
    return true;
  }
  if (!isMap(parent)) return false;
  return one.op === 'rename' ? rename(parent, key, one.to) : parent.delete(key);
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

/** The text with the changes, and otherwise as its user wrote it: what changes between two printings is merged in. */
function edit(text: string, document: Document, changes: readonly ManifestChange[], where: string): string {
  const base = format(document);
  const isChanged = changes.map((one) => change(document, one, where)).includes(true);
  if (!isChanged) return text;
  const theirs = format(document);
  const { text: merged, conflicts } = mergeFile('service.yaml', { base, mine: text, theirs });
  return conflicts.length > 0 ? theirs : merged;
}

function migrateOnce(text: string, migration: ServiceMigration, where: string): Result<Migrated> {
  const { manifest: changes = [], nextSteps = [], run } = migration;
  const document = parseDocument(text, options);
  if (document.errors.length > 0) return failed();
  const problems = ambiguous(document, migration, where);
  if (problems.length > 0) return failed(...problems);
  const edited = edit(text, document, changes, where);
  const ran = run?.(edited) ?? {};
  return ok({ manifest: ran.manifest ?? edited, nextSteps: [...nextSteps, ...(ran.nextSteps ?? [])] });
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
  let migrated: Migrated = { manifest: text, nextSteps: [] };
  for (const one of migrations) {
    const next = migrateOnce(migrated.manifest, one, where);
    if (!next.ok) return next;
    migrated = {
      manifest: next.value.manifest,
      nextSteps: [...migrated.nextSteps, ...next.value.nextSteps],
    };
  }
  return ok(migrated);
}
