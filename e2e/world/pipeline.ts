import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument, type Document } from 'yaml';
import { recordEngineCalls, type EngineCalls } from './engine-calls.js';
import type { PackageManager } from './create.js';
import { createNxWorkspace, sandboxFolder } from './nx-workspace.js';
import { freshPath } from './registry.js';
import type { Sandbox } from './sandbox.js';
import { prepareScanner, type Scanner } from './scanner.js';
import type { World } from './world.js';

/** A workspace whose whole pipeline can run, with everything that tests watch or change. */
export interface Pipeline {
  readonly workspace: Sandbox;
  readonly scanner: Scanner;
  readonly calls: EngineCalls;
  /** `<registry>/<path>`, as ci.yaml has it. */
  readonly registry: string;
  remove(): Promise<void>;
}

/** The tests may run in CI themselves; what they look at is a person's machine unless they say otherwise. */
const outsideCi = { CI: 'false', GITHUB_ACTIONS: '', GITHUB_REF: '' };

/** A workspace, a scanner with a database that knows nothing, engine calls written down. */
export async function createPipeline(
  world: World,
  name: string,
  packageManager: PackageManager = 'npm',
): Promise<Pipeline> {
  const folder = await mkdtemp(join(tmpdir(), 'org-ci-e2e-tools-'));
  const scanner = await prepareScanner(folder);
  await scanner.write([]);
  const calls = await recordEngineCalls(join(folder, 'bin'));
  const PATH = `${calls.env.PATH?.split(':')[0] ?? ''}:${scanner.program}:${process.env.PATH ?? ''}`;
  const env = { ...world.env, ...outsideCi, ...scanner.env, PATH };
  const path = freshPath(name);
  const workspace = await createNxWorkspace({ ...world, env }, { name: 'acme', path, packageManager });
  return {
    workspace,
    scanner,
    calls,
    registry: `${world.registry}/${path}`,
    remove: async () => {
      await rm(sandboxFolder(workspace), { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Edits ci.yaml as a person would: comments stay. */
export const editCi = (workspace: Sandbox, change: (ci: Document) => void): Promise<void> =>
  workspace.edit('ci.yaml', (text) => {
    const document = parseDocument(text);
    change(document);
    return document.toString({ lineWidth: 0 });
  });
