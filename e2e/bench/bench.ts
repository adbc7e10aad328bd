import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from '../world/must.js';
import { createNxWorkspace, sandboxFolder } from '../world/nx-workspace.js';
import type { Sandbox } from '../world/sandbox.js';
import type { World } from '../world/world.js';
import { paired, type Pair, type Turn } from './paired.js';

/** What rows measure with. */
export interface Bench {
  readonly world: World;
  /** A workspace of its own for a row: our preset, no service, and the package bench-kit (see kit/). */
  workspace(name: string): Promise<Sandbox>;
  /** Times both in turns, as many rounds as were asked for. */
  compare(ours: Turn, floor: Turn): Promise<Pair>;
  /** A workspace that a row made itself is removed with the others. */
  owns(workspace: Sandbox): void;
}

export interface OpenBench extends Bench {
  /** Removes every workspace. */
  close(): Promise<void>;
}

const kit = fileURLToPath(new URL('kit', import.meta.url));

/** Below which the images of all rows go. */
export const imagePath = 'bench';

export function openBench(world: World, rounds: number): OpenBench {
  let first: Promise<Sandbox> | undefined;
  const others: Sandbox[] = [];
  const made = async (): Promise<Sandbox> => {
    const workspace = await createNxWorkspace(world, { name: 'bench', path: imagePath });
    await cp(kit, join(workspace.root, 'node_modules', 'bench-kit'), { recursive: true });
    return workspace;
  };
  return {
    world,
    workspace: async (name) => (await (first ??= made())).clone(name),
    compare: (ours, floor) => paired(rounds, ours, floor),
    owns: (workspace) => void others.push(workspace),
    close: async () => {
      const workspace = await first?.catch(() => undefined);
      for (const each of workspace ? [workspace, ...others] : others)
        await rm(sandboxFolder(each), { recursive: true, force: true });
    },
  };
}

/** Nx as it is set up in CI: no daemon; plugins in processes of their own, as is its default. */
const asInCi = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'true' };

/** An nx command as one side of a comparison; ending with anything but 0 ends the measurement. */
export const nxTurn = (workspace: Sandbox, args: readonly string[], before?: Turn['before']): Turn => ({
  ...(before && { before }),
  run: async () => must(await workspace.nx(args, { env: asInCi }), `nx ${args.join(' ')}`),
});
