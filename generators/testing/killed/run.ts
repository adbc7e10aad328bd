import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { runCommand } from '@org/ci-toolchain';
import { onTestFinished } from 'vitest';

/** What a command did, and how many files it changed on the way. */
export interface Ran {
  readonly exitCode: number;
  readonly changes: number;
  readonly output: string;
}

/** Where a run is ended: at its n-th change of a file, before it or in the middle of it. */
export interface Fault {
  readonly at: number;
  readonly half: boolean;
}

/** Runs a generator in a process of its own, which ends itself with SIGKILL where that is asked for. */
export async function runChild(root: string, command: string, fault?: Fault): Promise<Ran> {
  const { exitCode, stdout, stderr } = await runCommand(
    {
      tool: process.execPath,
      args: [
        '--conditions=@org/source',
        '--import=tsx',
        `--import=${join(__dirname, 'hook.mjs')}`,
        join(__dirname, 'child.ts'),
        root,
        command,
      ],
      env: {
        KILL_ROOT: root,
        KILL_AT: String(fault?.at ?? 0),
        ...(fault?.half && { KILL_HALF: '1' }),
        NX_DAEMON: 'false',
      },
    },
    { timeoutMs: 60_000 },
  );
  const changes = Number(/changes: (\d+)/.exec(stdout)?.[1] ?? 0);
  // frames of another process would be taken for this one's
  const output = (stdout + stderr).replaceAll(/^\s+at .*$/gm, '');
  return { exitCode, changes, output };
}

/** A copy of a workspace, removed when the test ends. */
export function copyOf(root: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'org-ci-killed-'));
  onTestFinished(() => {
    rmSync(copy, { recursive: true, force: true });
  });
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** Every file with its mode and text, without packages and results. */
export function contentOf(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return Object.fromEntries(
    files
      .map((one) => join(one.parentPath, one.name))
      .filter((file) => !/^(node_modules|dist|\.nx)\//.test(relative(root, file)))
      .map((file): [string, string] => [
        relative(root, file),
        `${statSync(file).mode & 0o777} ${readFileSync(file, 'utf8')}`,
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
