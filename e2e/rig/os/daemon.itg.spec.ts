import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { awaitDaemon, pidOf, startDaemon, stopDaemon, type Daemon } from './daemon.js';

let folder: string;
let daemon: Daemon;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'org-ci-daemon-'));
  daemon = {
    name: 'x',
    pidFile: join(folder, 'x.pid'),
    logFile: join(folder, 'log/x.log'),
    mark: join(folder, 'mark'),
  };
});
afterEach(async () => {
  await stopDaemon(daemon, 1);
  await rm(folder, { recursive: true, force: true });
});

const start = (script: string) => {
  startDaemon(daemon, process.execPath, ['-e', script, daemon.mark]);
};
const gone = async (pid: number) => {
  for (let i = 0; i < 100 && (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')) !== ''; i += 1)
    await sleep(20);
};

it('knows its daemon, and forgets one that was killed', async () => {
  start('setInterval(() => {}, 1000)');
  const pid = pidOf(daemon) ?? 0;
  expect(pid).toBeGreaterThan(1);
  process.kill(pid, 'SIGKILL');
  await gone(pid);
  expect(pidOf(daemon)).toBeUndefined();
});

it('leaves a program alone that was given the number of ours', async () => {
  await writeFile(daemon.pidFile, `${process.pid}\n`);
  expect(pidOf(daemon)).toBeUndefined();
  await stopDaemon(daemon, 1); // would end this very test run
  await expect(readFile(daemon.pidFile)).rejects.toThrow('ENOENT');
});

it('kills what does not listen', async () => {
  start("process.on('SIGTERM', () => {}); console.log('deaf'); setInterval(() => {}, 1000)");
  await awaitDaemon(daemon, async () => (await readFile(daemon.logFile, 'utf8')).includes('deaf'));
  const pid = pidOf(daemon) ?? 0;
  await stopDaemon(daemon, 0.2);
  await gone(pid);
  expect(pidOf(daemon)).toBeUndefined();
});

it('tells the last words of one that never answers', async () => {
  start("console.error('no disk left'); process.exit(1)");
  await expect(awaitDaemon(daemon, () => Promise.resolve(false), 0.5)).rejects.toThrow(/no disk left/);
});
