import { ProblemError } from '@org/ci-core';
import { ExecaError, execa } from 'execa';

export interface ExecOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** Runs one program without a shell and answers its standard output; a failure says the command and the program's last words. */
export async function exec(
  file: string,
  args: readonly string[],
  options: ExecOptions = {},
): Promise<string> {
  try {
    const { stdout } = await execa(file, args, {
      ...options,
      stdin: options.input === undefined ? 'ignore' : 'pipe',
    });
    return stdout;
  } catch (error) {
    throw new ProblemError(
      {
        code: 'E2E_COMMAND_FAILED',
        where: [file, ...args].join(' ').slice(0, 400),
        what: error instanceof ExecaError ? lastLines(error) : String(error),
        fix: 'run the command by hand to see more; its output is the only cause known here',
      },
      { cause: error },
    );
  }
}

/** Whether a program can be started and exits 0. */
export async function answers(
  file: string,
  args: readonly string[],
  options: ExecOptions = {},
): Promise<boolean> {
  const { exitCode } = await execa(file, args, {
    timeout: 10_000,
    ...options,
    stdin: 'ignore',
    reject: false,
  });
  return exitCode === 0;
}

function lastLines(error: Pick<ExecaError, 'stderr' | 'stdout' | 'shortMessage'>): string {
  const said = [error.stderr, error.stdout].find((text) => typeof text === 'string' && text.trim() !== '');
  const words = typeof said === 'string' ? said.trim().split('\n').slice(-12).join('\n') : '';
  return `${error.shortMessage.split('\n')[0]?.slice(-200) ?? 'failed'}${words ? `\n${words}` : ''}`;
}
