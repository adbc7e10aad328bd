import { execa } from 'execa';
import { descendants } from '../rig/os/proc.js';

export interface Ran {
  readonly exitCode: number;
  /** stdout and stderr in the order in which they came. */
  readonly output: string;
}

export interface LimitedOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Milliseconds; less than a test may take, so that what hangs is named and not only the test. */
  readonly limit?: number;
}

const minutes = 60_000;

/**
 * Runs a command to its end. One that takes longer than its limit is killed with all that it has started, and the
 * output says which programs these were: exit code 124, as timeout(1) has it.
 */
export async function runLimited(
  file: string,
  args: readonly string[],
  { cwd, env, limit = 8 * minutes }: LimitedOptions,
): Promise<Ran> {
  const running = execa(file, args, { cwd, env: { ...env }, all: true, reject: false, stdin: 'ignore' });
  let ended: readonly string[] | undefined;
  const timer = setTimeout(() => (ended = running.pid === undefined ? [] : killAll(running.pid)), limit);
  const { exitCode = 1, all } = await running;
  clearTimeout(timer);
  if (!ended) return { exitCode, output: all };
  const seconds = Math.round(limit / 1000);
  const said = [all, `${file} did not end within ${seconds} s; these were killed:`, ...ended];
  return { exitCode: 124, output: said.join('\n') };
}

/** Kills a program and its descendants; answers their command lines. */
function killAll(pid: number): string[] {
  const below = descendants(pid);
  for (const one of [pid, ...below.map((each) => each.pid)])
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // It has ended by itself meanwhile.
    }
  return below.map(({ commandLine }) => `  ${commandLine.trim()}`);
}
