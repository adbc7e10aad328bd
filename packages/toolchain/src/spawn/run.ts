import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { ProblemError } from '@org/ci-core';
import { captureTail } from './capture';
import type { Command, Outcome, RunOptions, Runner } from './command';
import { splitLines } from './lines';
import { maskSecrets } from './mask';
import { folderMissing, toolAborted, toolFailed, toolMissing, toolTimeout } from './problems';

/** What of execa's result decides how a command ended. */
interface Ending {
  readonly exitCode?: number | undefined;
  readonly signal?: NodeJS.Signals | undefined;
  readonly timedOut: boolean;
  readonly isCanceled: boolean;
  readonly code?: string | undefined;
}

function exitCodeOf({ exitCode, signal }: Ending): number {
  if (exitCode !== undefined) return exitCode;
  return signal === undefined ? 1 : 128 + constants.signals[signal];
}

/** A ProblemError where the tool did not come to an end of its own. */
function refuse(ending: Ending, command: Command, timeoutMs: number): void {
  if (ending.isCanceled) throw new ProblemError(toolAborted(command));
  if (ending.timedOut) throw new ProblemError(toolTimeout(command, timeoutMs));
  if (command.cwd !== undefined && ending.code === 'ENOENT' && !existsSync(command.cwd))
    throw new ProblemError(folderMissing(command));
  if (ending.code === 'ENOENT' || ending.code === 'EACCES') throw new ProblemError(toolMissing(command.tool));
}

/**
 * The one place that starts processes: no shell, bounded output, the child ends with us.
 * execa is an ES module and loaded when it is first needed: a cache hit never pays for it.
 */
export const runCommand: Runner = async (command, options: RunOptions = {}) => {
  const { execa } = await import('execa');
  const child = execa(command.tool, command.args, {
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    ...(command.env === undefined ? {} : { env: command.env }),
    ...(command.input === undefined ? { stdin: 'ignore' } : { input: command.input }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
    timeout: options.timeoutMs ?? 0,
    forceKillAfterDelay: 5000,
    buffer: false,
    reject: false,
  });
  const onLine = (line: string): void => options.onLine?.(maskSecrets(line, command.secrets));
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const capture = captureTail();
    const lines = splitLines(onLine);
    stream.on('data', (chunk: Buffer) => {
      capture.write(chunk);
      lines.write(chunk);
    });
    stream.on('end', () => {
      lines.end();
    });
    return capture;
  }) as [ReturnType<typeof captureTail>, ReturnType<typeof captureTail>];
  const ending: Ending = await child;
  refuse(ending, command, options.timeoutMs ?? 0);
  return { exitCode: exitCodeOf(ending), stdout: stdout.text(), stderr: stderr.text() };
};

/** As the runner, and a non-zero exit is a ProblemError `tool-failed` with the tool's last words. */
export async function runChecked(run: Runner, command: Command, options?: RunOptions): Promise<Outcome> {
  const outcome = await run(command, options);
  if (outcome.exitCode !== 0) throw new ProblemError(toolFailed(command, outcome));
  return outcome;
}
