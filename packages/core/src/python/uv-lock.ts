import { z } from 'zod';
import { failed, ok, type Result } from '../problem/result';
import { normalizedName } from './names';
import { parseTomlAs } from './toml';

/** uv's lock file, of which each uv workspace has one, at its root. */
export const uvLockFile = 'uv.lock';

const Source = z.record(z.string(), z.unknown());
const Dependency = z.object({
  name: z.string(),
  version: z.string().optional(),
  source: Source.optional(),
  extra: z.array(z.string()).default([]),
});
const Group = z.record(z.string(), z.array(Dependency)).default({});
const Package = z.object({
  name: z.string(),
  version: z.string().optional(),
  source: Source.default({}),
  dependencies: z.array(Dependency).default([]),
  'optional-dependencies': Group,
  'dev-dependencies': Group,
});
const Lock = z.object({ version: z.number().default(1), package: z.array(Package).default([]) });

export type UvDependency = z.output<typeof Dependency>;

/** A package of the lock file, or a member of the workspace. */
export interface UvPackage {
  /** Its name, and its version where the lock file has several of it. Unique. */
  readonly key: string;
  readonly name: string;
  readonly version: string;
  /** Folder of a member or of another folder of this machine, POSIX, from the root (`.` itself). */
  readonly folder?: string;
  readonly source: Readonly<Record<string, unknown>>;
  readonly dependencies: readonly UvDependency[];
  readonly extras: Readonly<Record<string, readonly UvDependency[]>>;
  readonly groups: Readonly<Record<string, readonly UvDependency[]>>;
  /** Its part of the file, from [[package]] to the next. */
  readonly text: string;
}

export interface UvLock {
  /** What stands before the packages: versions, markers, what the workspace asks for. */
  readonly header: string;
  /** In the file's order. */
  readonly packages: readonly UvPackage[];
}

const invalid = (what: string) =>
  failed({ code: 'lock-invalid', where: uvLockFile, what, fix: 'uv lock writes it; commit it' });

/** Folders of this machine, in uv's words. */
const folderOf = (source: Readonly<Record<string, unknown>>): string | undefined =>
  [source.editable, source.virtual, source.directory].find((folder) => typeof folder === 'string');

/** Unique keys: by name, by name and version where there are several, numbered where even these are the same. */
function keysOf(packages: readonly z.output<typeof Package>[]): string[] {
  const counts = new Map<string, number>();
  const count = (key: string): number => {
    const next = (counts.get(key) ?? 0) + 1;
    counts.set(key, next);
    return next;
  };
  const names = packages.map(({ name }) => normalizedName(name));
  names.forEach(count);
  return packages.map(({ version = '' }, index) => {
    const name = names[index] ?? '';
    if (counts.get(name) === 1) return name;
    const nth = count(`${name}@${version}`);
    return `${name}@${version}${nth === 1 ? '' : `#${nth}`}`;
  });
}

/** A uv.lock (version 1). Codes: toml-invalid, lock-invalid. */
export function parseUvLock(text: string): Result<UvLock> {
  const parsed = parseTomlAs(Lock, text, uvLockFile);
  if (!parsed.ok) return parsed;
  const { version, package: found } = parsed.value;
  if (version !== 1) return invalid(`has version ${version}; 1 is wanted`);
  const [header = '', ...blocks] = text.split(/^(?=\[\[package\]\]\r?$)/m);
  if (blocks.length !== found.length) return invalid('is not laid out as uv writes it');
  const keys = keysOf(found);
  const packages = found.map((one, index): UvPackage => {
    const folder = folderOf(one.source);
    return {
      key: keys[index] ?? '',
      name: normalizedName(one.name),
      version: one.version ?? '',
      ...(folder !== undefined && { folder }),
      source: one.source,
      dependencies: one.dependencies,
      extras: one['optional-dependencies'],
      groups: one['dev-dependencies'],
      text: blocks[index] ?? '',
    };
  });
  return ok({ header, packages });
}
