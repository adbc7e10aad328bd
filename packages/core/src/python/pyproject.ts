import { z } from 'zod';
import { isCovered } from '../naming/glob';
import { ok, type Result } from '../problem/result';
import { normalizedName, requirementName } from './names';
import { parseTomlAs } from './toml';

const Requirements = z.array(z.string());

/** What of a pyproject.toml says what is installed (packaging.python.org/specifications/pyproject-toml, PEP 735, uv). */
const Pyproject = z.object({
  project: z
    .object({
      name: z.string(),
      'requires-python': z.string().optional(),
      readme: z.union([z.string(), z.object({ file: z.string().optional() })]).optional(),
      dependencies: Requirements.default([]),
      'optional-dependencies': z.record(z.string(), Requirements).default({}),
    })
    .optional(),
  'dependency-groups': z
    .record(z.string(), z.array(z.union([z.string(), z.object({ 'include-group': z.string() })])))
    .default({}),
  tool: z
    .object({
      uv: z
        .object({
          workspace: z
            .object({ members: Requirements.default([]), exclude: Requirements.default([]) })
            .optional(),
          'dev-dependencies': Requirements.default([]),
        })
        .optional(),
    })
    .optional(),
});

export interface Pyproject {
  /** Normalized (PEP 503); undefined where there is no [project]. */
  readonly name?: string;
  readonly requiresPython?: string;
  /** Path of the file that describes it, from its folder: whoever builds it reads that. */
  readonly readme?: string;
  /** Normalized names of [project].dependencies. */
  readonly dependencies: readonly string[];
  /** The same by extra, and by development group; groups that a group includes are in it. */
  readonly extras: Readonly<Record<string, readonly string[]>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** The requirements themselves (PEP 508): of [project], by extra, by development group with those that it includes. */
  readonly asked: {
    readonly dependencies: readonly string[];
    readonly extras: Readonly<Record<string, readonly string[]>>;
    readonly groups: Readonly<Record<string, readonly string[]>>;
  };
  /** Where it is the root of a uv workspace. */
  readonly workspace?: { readonly members: readonly string[]; readonly exclude: readonly string[] };
}

type Groups = z.output<typeof Pyproject>['dependency-groups'];

const names = (requirements: readonly string[]): string[] =>
  requirements.flatMap((requirement) => requirementName(requirement) ?? []);

/** A group's own and those of the groups that it includes; one that includes itself ends. */
function requirementsOfGroup(groups: Groups, group: string, above: readonly string[] = []): string[] {
  const found = Object.entries(groups).find(([name]) => normalizedName(name) === normalizedName(group));
  if (!found || above.includes(found[0])) return [];
  return found[1].flatMap((entry) =>
    typeof entry === 'string'
      ? [entry]
      : requirementsOfGroup(groups, entry['include-group'], [...above, found[0]]),
  );
}

const byKey = <T>(record: Readonly<Record<string, T>>, each: (value: T, key: string) => readonly string[]) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, each(value, key)]));

type File = z.output<typeof Pyproject>;

/** What [project] says. */
function projectOf({
  project,
}: File): Pick<Pyproject, 'name' | 'requiresPython' | 'readme' | 'dependencies' | 'extras'> {
  if (!project) return { dependencies: [], extras: {} };
  const {
    name,
    readme,
    dependencies,
    'requires-python': requiresPython,
    'optional-dependencies': extras,
  } = project;
  const file = typeof readme === 'object' ? readme.file : readme;
  return {
    name: normalizedName(name),
    ...(file !== undefined && { readme: file }),
    ...(requiresPython !== undefined && { requiresPython }),
    dependencies: names(dependencies),
    extras: byKey(extras, names),
  };
}

/** Development groups; uv's older list is its group dev. */
function groupsOf({ tool, 'dependency-groups': groups }: File): Pyproject['asked']['groups'] {
  const older = tool?.uv?.['dev-dependencies'] ?? [];
  const all = byKey(groups, (_, group) => requirementsOfGroup(groups, group));
  return older.length > 0 ? { ...all, dev: [...(all.dev ?? []), ...older] } : all;
}

/** A pyproject.toml; `where` is its path. Code: toml-invalid. */
export function parsePyproject(text: string, where: string): Result<Pyproject> {
  const parsed = parseTomlAs(Pyproject, text, where);
  if (!parsed.ok) return parsed;
  const workspace = parsed.value.tool?.uv?.workspace;
  const groups = groupsOf(parsed.value);
  const { dependencies = [], 'optional-dependencies': extras = {} } = parsed.value.project ?? {};
  return ok({
    ...projectOf(parsed.value),
    groups: byKey(groups, names),
    asked: { dependencies, extras, groups },
    ...(workspace && { workspace }),
  });
}

/** Normalized names of all that it depends on, in whatever way, each once. */
export const requirementsOf = ({ dependencies, extras, groups }: Pyproject): readonly string[] => [
  ...new Set([...dependencies, ...Object.values(extras).flat(), ...Object.values(groups).flat()]),
];

/** Whether a folder (POSIX, from the root) is a member of the workspace that this file is the root of. */
export function isMember({ workspace }: Pyproject, folder: string): boolean {
  if (!workspace) return false;
  const within = (globs: readonly string[]): boolean => globs.some((glob) => isCovered(glob, folder));
  return within(workspace.members) && !within(workspace.exclude);
}
