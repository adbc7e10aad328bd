import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { ecosystemTag, libraryContext, type Pyproject } from '@org/ci-core';
import { ofLibraries } from '../context-inputs';
import { joinGlobs } from '../globs';
import { failing, probableName, type InferredProject } from '../project';
import { checks } from '../target-names';
import { touchedByLock } from './inputs';
import { settingsNode } from './nodes';
import { installed } from './pip';
import type { Member, PythonWorkspace } from './workspace';

/** Targets by the tool that they take: its name on the index, and what is run of it. */
const tools = {
  lint: ['ruff', 'ruff check .'],
  typecheck: ['mypy', 'mypy .'],
  test: ['pytest', 'pytest'],
} as const;

/** Files of the root that tools read beside a project's own. */
const ofRoot = ['.python-version', 'uv.toml', 'ruff.toml', '.ruff.toml', 'mypy.ini', '.mypy.ini'];

const inputs = (ofWorkspace: NonNullable<TargetConfiguration['inputs']>): typeof ofWorkspace => [
  '{projectRoot}/**/*',
  ...ofLibraries(libraryContext),
  ...joinGlobs(ofRoot.map((file) => `{workspaceRoot}/${file}`)),
  ...ofWorkspace,
];

/** How uv is told to bring a tool along, or undefined where the project has it not: groups, for dev is there always. */
function flagsFor({ dependencies, groups, extras }: Pyproject, tool: string): string | undefined {
  if (dependencies.includes(tool) || groups.dev?.includes(tool)) return '';
  const named = ([, names]: [string, readonly string[]]): boolean => names.includes(tool);
  const [group] = Object.entries(groups).find(named) ?? [];
  if (group !== undefined) return ` --group ${group}`;
  const [extra] = Object.entries(extras).find(named) ?? [];
  return extra === undefined ? undefined : ` --extra ${extra}`;
}

function underUv(manifest: Pyproject, tool: string, command: string): string | undefined {
  const flags = flagsFor(manifest, tool);
  return flags === undefined ? undefined : `uv run --locked${flags} ${command}`;
}

/** The virtual environment has what the project names, and its group dev. */
const underPip = ({ dependencies, groups }: Pyproject, tool: string, command: string): string | undefined =>
  dependencies.includes(tool) || groups.dev?.includes(tool) ? `.venv/bin/${command}` : undefined;

function targetsOf(
  manifest: Pyproject,
  { installer, lock }: PythonWorkspace,
): Record<string, TargetConfiguration> {
  const nodes = { externalDependencies: lock ? [settingsNode] : [] };
  const shared = inputs(
    installer === 'uv' ? [...touchedByLock, nodes] : ['{workspaceRoot}/pyproject.toml', nodes],
  );
  const run = { uv: underUv, pip: underPip }[installer];
  const targets = Object.entries(tools).flatMap(([name, [tool, words]]) => {
    const command = run(manifest, tool, words);
    if (command === undefined) return [];
    const options = { command, cwd: '{projectRoot}' };
    const target = { executor: 'nx:run-commands', cache: true, inputs: shared, outputs: [], options };
    return [[name, target] as const];
  });
  return installed(installer, Object.fromEntries(targets));
}

/** The project of a member without a manifest of ours: a library. One that cannot be read has targets that say why. */
export function libraryProject({ folder, manifest }: Member, workspace: PythonWorkspace): InferredProject {
  const kept: ProjectConfiguration = {
    root: folder,
    projectType: 'library',
    metadata: { technologies: ['python'] },
    tags: [ecosystemTag('python')],
  };
  if (!manifest.ok) {
    const targets = failing(checks, manifest.problems);
    return { project: { ...kept, name: probableName(folder), targets }, problems: manifest.problems };
  }
  const project: ProjectConfiguration = {
    ...kept,
    name: manifest.value.name ?? probableName(folder),
    targets: targetsOf(manifest.value, workspace),
  };
  return { project, problems: [] };
}
