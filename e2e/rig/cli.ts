import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ProblemError } from '@org/ci-core';
import { down } from './down.js';
import { defaultStateFolder } from './os/folders.js';
import { formatExports, readRig } from './rig.js';
import { up } from './up.js';

const usage = 'usage: npm run -w e2e rig -- up|down|env [--state DIR] [--port PORT] [--purge]';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { state: { type: 'string' }, port: { type: 'string' }, purge: { type: 'boolean' } },
  });
  const state = values.state ? resolve(process.env.INIT_CWD ?? '.', values.state) : defaultStateFolder();
  const command = positionals[0];
  if (command === 'up') {
    const report = (step: string, seconds: number) =>
      process.stderr.write(`${seconds.toFixed(1).padStart(6)} s  ${step}\n`);
    const rig = await up({ state, port: Number(values.port ?? 15000), report });
    process.stdout.write(`${JSON.stringify(rig, null, 2)}\n`);
  } else if (command === 'down') {
    await down({ state, purge: values.purge ?? false });
  } else if (command === 'env') {
    process.stdout.write(formatExports((await readRig(state)) ?? { env: {} }));
  } else {
    throw new Error(usage);
  }
}

main().catch((error: unknown) => {
  const known = error instanceof ProblemError || (error instanceof Error && error.message === usage);
  process.stderr.write(`${known ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
});
