import type { Problem } from '../problem/problem';
import { failed, ok, type Result } from '../problem/result';
import { normalizedName, requirementName } from './names';
import type { Pyproject } from './pyproject';

/**
 * Files beside a pyproject.toml that pip installs from: with hashes, what runs; that and what it is developed with; and
 * the workspace's own libraries, as paths from the root.
 */
export const pipLock = {
  production: 'requirements.txt',
  development: 'requirements-dev.txt',
  libraries: 'requirements-libraries.txt',
} as const;

/** A project in Python, with its folder (POSIX, from the root). */
export interface PythonProject {
  readonly folder: string;
  readonly manifest: Pyproject;
}

/** What the lock files of a project are made from. */
export interface PipInputs {
  /** Requirements of what runs: its own and those of its libraries. No name of a library is among them. */
  readonly production: readonly string[];
  /** Those of its development group `dev`. */
  readonly development: readonly string[];
  /** Folders of the workspace's libraries that it is made from or developed with, sorted. */
  readonly libraries: readonly string[];
}

/** `money[fast, exact] >= 1` → fast, exact */
const extrasOf = (requirement: string): string[] =>
  (/^\s*[\w.-]+\s*\[([^\]]*)\]/.exec(requirement)?.[1] ?? '')
    .split(',')
    .map((extra) => normalizedName(extra.trim()))
    .filter((extra) => extra !== '');

/** Requirements of a project, with those of extras that it is asked for with. */
function askedOf({ manifest: { asked } }: PythonProject, extras: readonly string[]): readonly string[] {
  const optional = Object.entries(asked.extras).filter(([extra]) => extras.includes(normalizedName(extra)));
  return [...asked.dependencies, ...optional.flatMap(([, requirements]) => requirements)];
}

/** Libraries of the workspace that requirements name, directly or not, and what these ask an index for. */
interface Found {
  /** The project that is locked: by naming extras of itself it asks for them where it does so. */
  readonly own: PythonProject;
  readonly libraries: Set<string>;
  readonly requirements: Set<string>;
}

/** Of requirements those that are for an index; the others are followed: no index is asked for a library of the workspace. */
function outside(
  byName: ReadonlyMap<string, PythonProject>,
  from: readonly string[],
  found: Found,
  seen: Set<string>,
): string[] {
  return from.flatMap((requirement) => {
    const library = byName.get(requirementName(requirement) ?? '');
    if (!library) return [requirement.trim()];
    const extras = extrasOf(requirement);
    const key = [library.folder, ...extras].join();
    if (library === found.own) {
      if (seen.has(key)) return [];
      seen.add(key);
      return outside(byName, askedOf(library, extras), found, seen);
    }
    if (!seen.has(key)) {
      seen.add(key);
      found.libraries.add(library.folder);
      for (const one of outside(byName, askedOf(library, extras), found, seen)) found.requirements.add(one);
    }
    return [];
  });
}

const noProject = (folder: string): Problem => ({
  code: 'manifest-invalid',
  where: `${folder}/pyproject.toml`,
  what: 'there is none with a [project] that has a name: nothing says what is to be locked',
  fix: 'write [project] with name, version and dependencies',
});

/** Pure: what the project in this folder is locked for. `projects` are all of the workspace. Code: manifest-invalid. */
export function planPipInputs(projects: readonly PythonProject[], folder: string): Result<PipInputs> {
  const own = projects.find((one) => one.folder === folder);
  if (own?.manifest.name === undefined) return failed(noProject(folder));
  const byName = new Map(projects.flatMap((one) => (one.manifest.name ? [[one.manifest.name, one]] : [])));
  const found: Found = { own, libraries: new Set(), requirements: new Set() };
  const seen = new Set<string>();
  const direct = outside(byName, askedOf(own, []), found, seen);
  const development = outside(byName, own.manifest.asked.groups.dev ?? [], found, seen);
  return ok({
    production: [...new Set([...direct, ...found.requirements])].sort(),
    development: [...new Set(development)].sort(),
    libraries: [...found.libraries].filter((one) => one !== folder).sort(),
  });
}

/**
 * A program in Python that ends with what is wrong where something is not installed, or not in a version, that a
 * pyproject.toml asks for, that of the project in the folder that is its argument or one of its libraries': lock files that
 * somebody forgot. One statement a line, none indented, no quotation mark but the double one. Run at the workspace's root.
 */
export const lockedCheck: readonly string[] = [
  'import pathlib, sys, tomllib',
  'from importlib.metadata import distributions',
  'from pip._vendor.packaging.requirements import Requirement',
  'own = pathlib.Path(sys.argv[1])',
  'libraries = [word for word in (own / "requirements-libraries.txt").read_text().split() if word.startswith("./")]',
  'files = [pathlib.Path(folder, "pyproject.toml") for folder in (own, *libraries)]',
  'projects = [tomllib.loads(file.read_text("utf-8"))["project"] for file in files]',
  'asked = [Requirement(one) for project in projects for one in project.get("dependencies", [])]',
  'meant = [one for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})]',
  'is_there = lambda one: any(one.specifier.contains(found.version, True) for found in distributions(name=one.name))',
  'behind = ", ".join(str(one) for one in meant if not is_there(one))',
  'sys.exit("the lock file is behind pyproject.toml, lock it again: " + behind if behind else 0)',
];
