import { ProblemError } from '@org/ci-core';
import { parseArgs } from 'node:util';
import { down } from '../rig/down.js';
import { defaultStateFolder } from '../rig/os/folders.js';
import { demo } from './demo.js';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      service: { type: 'string' },
      keep: { type: 'string' },
      down: { type: 'boolean' },
    },
  });
  if (values.down) await down({ state: defaultStateFolder(), purge: true });
  else await demo({ service: values.service ?? 'payments', keep: values.keep });
}

try {
  await main();
} catch (error) {
  // A Problem's text is made for people; a stack trace would bury it.
  console.error(error instanceof ProblemError || error instanceof TypeError ? error.message : error);
  process.exitCode = 1;
}
