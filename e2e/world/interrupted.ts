import { execa } from 'execa';
import { join } from 'node:path';
import type { Sandbox } from './sandbox.js';

const ctrlC = '\u0003';

/** `script` takes one line for a shell; these arguments must mean nothing to it. */
function lineOf(words: readonly string[]): string {
  const strange = words.find((word) => !/^[\w:=./@-]+$/.test(word));
  if (strange !== undefined) throw new Error(`${strange} cannot be typed as it is`);
  return words.join(' ');
}

/**
 * Runs Nx in a terminal of its own (script(1) of util-linux) and types Ctrl-C there at the moment that is awaited: the
 * terminal sends SIGINT to all that runs in it, as a person's does. Ending with 0 is an error.
 */
export async function interruptNx(
  workspace: Sandbox,
  args: readonly string[],
  moment: Promise<unknown>,
): Promise<void> {
  const line = lineOf([join(workspace.root, 'node_modules/.bin/nx'), ...args]);
  const running = execa('script', ['-qefc', line, '/dev/null'], {
    cwd: workspace.root,
    env: { ...workspace.env, SHELL: '/bin/sh' },
    reject: false,
    all: true,
    stdin: 'pipe',
  });
  const early = running.then(({ all }) => {
    throw new Error(`nx ${args.join(' ')} ended before anybody typed:\n${all}`);
  });
  await Promise.race([moment, early]);
  early.catch(() => undefined);
  running.stdin.write(ctrlC);
  const { exitCode, all } = await running;
  if (exitCode === 0)
    throw new Error(`nx ${args.join(' ')} was interrupted and says that all is well:\n${all}`);
}
