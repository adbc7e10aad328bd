import { createWorkspace } from '../world/create.js';
import { commitAll } from '../world/git.js';
import { withHosts, withRegistry } from '../world/nx-workspace.js';
import { sandboxAt, type Sandbox } from '../world/sandbox.js';
import { withUv } from '../world/uv.js';
import { workspaceEnvironment } from '../world/world.js';
import type { RigHalves } from '../suite/rig-environment.js';
import { refreshNpmCache } from './npm-cache.js';
import { prepareScanner } from './scanner.js';
import type { StepResult } from './step.js';

/** create-nx-workspace, as soon as the package registry is there. */
async function created({ packages }: RigHalves): Promise<{ workspace: Sandbox; seconds: number }> {
  const registry = await packages;
  await refreshNpmCache(registry);
  const started = performance.now();
  const env = { ...workspaceEnvironment(registry.url), npm_config_prefer_offline: 'true' };
  const workspace = await createWorkspace(
    { env },
    { name: 'acme', packageManager: 'npm', preset: '@org/ci' },
  );
  return { workspace, seconds: (performance.now() - started) / 1000 };
}

/** A new workspace on the rig's registry, committed. Engine, scanner and workspace are made side by side. */
export async function prepare(rig: RigHalves): Promise<{ workspace: Sandbox; result: StepResult }> {
  const [engine, scanner, made] = await Promise.all([rig.engine, prepareScanner(), created(rig)]);
  const PATH = `${scanner.folder}:${engine.env.PATH ?? process.env.PATH ?? ''}`;
  const env = await withUv({ ...made.workspace.env, ...engine.env, PATH, TRIVY_CACHE_DIR: scanner.cache });
  const workspace = sandboxAt(made.workspace.root, env);
  await workspace.edit('ci.yaml', (text) =>
    withHosts(withRegistry(text, `${engine.registry}/demo`, engine.mirrors)),
  );
  await commitAll(workspace, 'Set the workspace up');
  const result = { title: 'create-nx-workspace --preset=@org/ci', facts: [], seconds: made.seconds };
  return { workspace, result };
}
