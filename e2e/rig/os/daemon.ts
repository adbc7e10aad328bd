import { execa } from 'execa';
import { mkdirSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '@org/ci-core';

/** A program in the background. `mark` is an argument that only ours carries: a pid alone may have been given to another program since. */
export interface Daemon {
  readonly name: string;
  readonly pidFile: string;
  readonly logFile: string;
  readonly mark: string;
}

/** Its pid, if it runs and is ours. */
export function pidOf(daemon: Daemon): number | undefined {
  const pid = Number(read(daemon.pidFile));
  return pid > 1 && read(`/proc/${pid}/cmdline`).includes(daemon.mark) ? pid : undefined;
}

/** Starts it in a session of its own, so that it outlives us; returns at once. */
export function startDaemon(
  daemon: Daemon,
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): void {
  mkdirSync(dirname(daemon.logFile), { recursive: true });
  const log = openSync(daemon.logFile, 'a');
  const child = execa(file, args, {
    detached: true,
    cleanup: false,
    reject: false,
    buffer: false,
    env,
    stdin: 'ignore',
    stdout: log as 1, // any descriptor is passed on; the type lists the standard ones only
    stderr: log as 2,
  });
  closeSync(log);
  child.unref();
  if (child.pid) writeFileSync(daemon.pidFile, `${child.pid}\n`);
}

/** Polls until `ready` answers true; otherwise says what the daemon's log ends with. */
export async function awaitDaemon(
  daemon: Daemon,
  ready: () => Promise<boolean>,
  seconds = 20,
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (await ready()) return;
    await sleep(50);
  }
  throw new ProblemError({
    code: 'RIG_DAEMON_SILENT',
    where: daemon.logFile,
    what: `${daemon.name} did not answer within ${seconds} s:\n${read(daemon.logFile).trim().split('\n').slice(-15).join('\n')}`,
    fix: 'read the log above; then run the rig down and up again',
  });
}

/** Stops it if it is ours: asks first, kills after `seconds`. */
export async function stopDaemon(daemon: Daemon, seconds = 10): Promise<void> {
  const pid = pidOf(daemon);
  if (pid) await stopPid(pid, daemon.mark, seconds);
  rmSync(daemon.pidFile, { force: true });
}

/** The same for a pid found otherwise; `mark` guards against a number that was given away. */
export async function stopPid(pid: number, mark: string, seconds: number): Promise<void> {
  const runs = () => read(`/proc/${pid}/cmdline`).includes(mark);
  if (runs()) process.kill(pid, 'SIGTERM');
  const end = Date.now() + seconds * 1000;
  while (runs() && Date.now() < end) await sleep(50);
  if (runs()) process.kill(pid, 'SIGKILL');
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
