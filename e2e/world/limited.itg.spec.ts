import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { runningPrograms } from '../rig/os/proc.js';
import { runLimited } from './limited.js';

const cwd = tmpdir();

it('answers the exit code and all output of what ends', async () => {
  const ran = await runLimited('sh', ['-c', 'echo out; echo err >&2; exit 3'], { cwd, env: {} });
  expect(ran).toEqual({ exitCode: 3, output: 'out\nerr' });
});

it('kills what does not end, with all that it has started, and names it', async () => {
  const { exitCode, output } = await runLimited('sh', ['-c', 'echo begun; sh -c "sleep 71.5; true" & wait'], {
    cwd,
    env: {},
    limit: 500,
  });
  expect(exitCode).toBe(124);
  expect(output).toMatch(/^begun\nsh did not end within 1 s[^]*\n {2}sleep 71\.5$/);
  expect(runningPrograms().filter(({ commandLine }) => commandLine.includes('sleep 71.5'))).toEqual([]);
});
