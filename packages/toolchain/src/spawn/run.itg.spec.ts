import { ProblemError } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import type { Command } from './command';
import { runChecked, runCommand } from './run';

const node = (script: string, more: Partial<Command> = {}): Command => ({
  tool: process.execPath,
  args: ['-e', script],
  ...more,
});

async function codeOf(run: Promise<unknown>): Promise<string | undefined> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).problems[0]?.code;
}

describe('runCommand', () => {
  it('returns exit code and both streams, and passes arguments as they are', async () => {
    const said = await runCommand({
      tool: process.execPath,
      args: ['-e', 'console.log(process.argv[1]); console.error("e"); process.exit(3)', '$(id); "x"'],
    });
    expect(said).toEqual({ exitCode: 3, stdout: '$(id); "x"\n', stderr: 'e\n' });
  });

  it('feeds input, adds to the environment, uses the folder', async () => {
    const said = await runCommand(
      node(
        'process.stdin.pipe(process.stdout); console.log(process.env.A, !!process.env.PATH, process.cwd())',
        {
          input: 'in',
          env: { A: 'b' },
          cwd: '/',
        },
      ),
    );
    expect(said.stdout).toBe('b true /\nin');
  });

  it('streams lines while it runs, secrets masked', async () => {
    const lines: string[] = [];
    await runCommand(node('console.log("a hunter22"); console.error("b")', { secrets: ['hunter22'] }), {
      onLine: (line) => lines.push(line),
    });
    expect(lines.sort()).toEqual(['a ***', 'b']);
  });

  it('says what is missing', async () => {
    expect(await codeOf(runCommand({ tool: 'no-such-tool-here', args: [] }))).toBe('tool-missing');
    expect(await codeOf(runCommand(node('', { cwd: '/no/such/folder' })))).toBe('folder-missing');
  });

  it('ends a child that takes too long, or whose run is interrupted', async () => {
    const wait = node('setInterval(() => {}, 1000)');
    expect(await codeOf(runCommand(wait, { timeoutMs: 200 }))).toBe('tool-timeout');
    const abort = new AbortController();
    setTimeout(() => {
      abort.abort();
    }, 200);
    expect(await codeOf(runCommand(wait, { signal: abort.signal }))).toBe('tool-aborted');
  });

  it('does not hang on a child that never reads its input', async () => {
    const said = await runCommand(node('process.exit(0)', { input: 'x'.repeat(5_000_000) }));
    expect(said.exitCode).toBe(0);
  });

  it('reports a signal as shells do', async () => {
    expect((await runCommand(node('process.kill(process.pid, "SIGKILL")'))).exitCode).toBe(137);
  });
});

describe('runChecked', () => {
  it('fails with the last words and without secrets', async () => {
    const failing = node('console.error("no: hunter22"); process.exit(2)', { secrets: ['hunter22'] });
    await expect(runChecked(runCommand, failing)).rejects.toThrow(/exit code 2\nno: \*\*\*/);
    await expect(runChecked(runCommand, failing)).rejects.not.toThrow(/hunter22/);
  });
});
