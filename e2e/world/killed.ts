import { execa } from 'execa';
import { join } from 'node:path';
import type { Sandbox } from './sandbox.js';

/** Starts Nx in a process group of its own and ends all of it with SIGKILL at the moment that is awaited. */
export async function killNx(
  workspace: Sandbox,
  args: readonly string[],
  moment: Promise<unknown>,
): Promise<void> {
  const running = execa(join(workspace.root, 'node_modules/.bin/nx'), args, {
    cwd: workspace.root,
    env: { ...workspace.env },
    detached: true,
    reject: false,
    all: true,
    stdin: 'ignore',
  });
  const ended = running.then(({ all }) => {
    throw new Error(`nx ${args.join(' ')} ended before it could be killed:\n${all}`);
  });
  await Promise.race([moment, ended]);
  if (running.pid === undefined) throw new Error('nx did not start');
  process.kill(-running.pid, 'SIGKILL');
  await ended.catch(() => undefined);
}
