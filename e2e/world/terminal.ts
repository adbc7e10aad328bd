import { execa } from 'execa';
import { stripVTControlCharacters } from 'node:util';
import type { Ran, Sandbox } from './sandbox.js';

/** An answer that is typed when its question has appeared. */
export interface Answer {
  readonly question: string;
  /** Keys; Enter is added. */
  readonly keys: string;
}

/** Time that a program needs after its question is on the screen until it listens to keys. */
const settleMs = 300;

/** Nx in the workspace with a terminal of its own (util-linux's script), answers typed as a person would. */
export async function nxOnTerminal(
  workspace: Sandbox,
  args: readonly string[],
  answers: readonly Answer[],
): Promise<Ran> {
  const command = `stty cols 120 rows 40 && exec ./node_modules/.bin/nx ${args.join(' ')}`;
  const running = execa('script', ['--quiet', '--flush', '--return', '--command', command, '/dev/null'], {
    cwd: workspace.root,
    // A continuous integration server is never asked.
    env: { ...workspace.env, CI: 'false', GITHUB_ACTIONS: '', TERM: 'xterm' },
    reject: false,
    all: true,
    timeout: 120_000,
  });
  let screen = '';
  let asked = 0;
  running.all.on('data', (chunk: Buffer) => {
    screen += stripVTControlCharacters(chunk.toString());
    const next = answers[asked];
    if (!next || !screen.includes(next.question)) return;
    asked += 1;
    screen = '';
    setTimeout(() => running.stdin.write(`${next.keys}\r`), settleMs);
  });
  const { exitCode = 1, all } = await running;
  return { exitCode, output: asked === answers.length ? all : `${all}\nonly ${asked} questions were asked` };
}
