import type { GeneratorCallback, Tree } from '@nx/devkit';
import { formatProblems, parseWorkspace, ProblemError, unwrap, type Workspace } from '@org/ci-core';
import { loadStandard } from '@org/ci-standard';
import { logger, readNxJson, updateNxJson } from '../workspace/nx';
import { resolveMissingPins } from '../pins/resolve-missing';
import { synchronize } from '../sync/synchronize';
import { writeFiles } from '../workspace/apply';
import { readFacts } from '../workspace/facts';
import { addWorkspaceGlobs } from '../workspace/globs';
import { openJournal } from '../workspace/journal';
import { readText, readWorkspace } from '../workspace/manifests';
import { parseOptions } from '../workspace/parse-options';
import { appsFolder } from '../workspace/surroundings';
import { formatCiYaml } from './ci-yaml';
import { addIgnored } from './ignored';
import { parseMirrors } from './mirrors';
import { writeNpmrc } from './npmrc';
import { registerPlugin } from './nx-json';
import { InitOptions } from './options';
import { parseOrigin, registryOf, repositoryOf } from './origin';
import { detectManager } from './package-manager';
import { workspaceName } from './workspace-name';

interface Manifest {
  readonly name?: unknown;
  readonly packageManager?: unknown;
}

const readManifest = (tree: Tree): Manifest => JSON.parse(readText(tree, 'package.json') ?? '{}') as Manifest;

function writeCiYaml(tree: Tree, options: InitOptions): Workspace {
  const origin = parseOrigin(readText(tree, '.git/config') ?? '');
  const { name, packageManager: declared } = readManifest(tree);
  const text = formatCiYaml({
    name: workspaceName(name),
    standard: loadStandard(tree.root, options.standard ?? '@org/ci-standard'),
    packageManager:
      options.packageManager ??
      detectManager((path) => tree.exists(path), typeof declared === 'string' ? declared : undefined),
    registry: options.registry ?? registryOf(origin),
    mirrors: options.mirrors === undefined ? undefined : parseMirrors(options.mirrors),
    platforms: options.platforms?.split(','),
    repository: repositoryOf(origin),
  });
  const workspace = unwrap(parseWorkspace(text, 'ci.yaml'));
  writeFiles(tree, [{ path: 'ci.yaml', text }]);
  return workspace;
}

/**
 * What ci.yaml says, which is the user's.
 * @throws ProblemError where another standard is asked for: that one is moved to by an upgrade, not by init
 */
function readCiYaml(tree: Tree, { standard }: InitOptions): Workspace {
  const workspace = readWorkspace(tree);
  const { name } = workspace.standard;
  if (standard === undefined || standard === name) return workspace;
  throw new ProblemError({
    code: 'init-standard',
    where: 'ci.yaml › standard',
    what: `is ${name}, and init was asked for ${standard}: nothing was written`,
    fix: `install ${standard}, name it and its version in \`standard:\` of ci.yaml, then npx nx g @org/ci:upgrade`,
  });
}

function registerInNx(tree: Tree): void {
  const before = readNxJson(tree) ?? {};
  const after = registerPlugin(before);
  if (after !== before) updateNxJson(tree, after);
}

function writeIgnored(tree: Tree): void {
  const before = readText(tree, '.gitignore') ?? '';
  const text = addIgnored(before);
  if (text !== before) writeFiles(tree, [{ path: '.gitignore', text }]);
}

/** A library may live in libs or in packages: whichever the workspace already has is enough. */
function folders(tree: Tree): string[] {
  const libraries = tree.exists('packages') ? 'packages/*' : 'libs/*';
  return [`${appsFolder(tree)}/*`, libraries];
}

/** Sets a workspace up, new or old. A second run changes nothing: an existing ci.yaml is the user's. */
export async function initGenerator(tree: Tree, input: unknown): Promise<GeneratorCallback> {
  const options = parseOptions(InitOptions, input);
  const journal = openJournal(tree);
  const isNew = !tree.exists('ci.yaml');
  const workspace = isNew ? writeCiYaml(tree, options) : readCiYaml(tree, options);
  if (isNew) await writeNpmrc(tree, workspace.packageManager);
  registerInNx(tree);
  writeIgnored(tree);
  addWorkspaceGlobs(tree, workspace.packageManager, folders(tree));
  const facts = await readFacts(tree, workspace);
  const unresolved = await resolveMissingPins(tree, facts);
  const { notes, open, done } = await synchronize(tree, facts, { journal });
  const all = [...unresolved, ...notes, ...open];
  if (all.length > 0) logger.warn(formatProblems(all));
  const isChanged = tree.listChanges().some(({ path }) => path === 'package.json');
  return async () => {
    done();
    if (isChanged && !options.skipInstall) (await import('@nx/devkit')).installPackagesTask(tree);
  };
}

export default initGenerator;
