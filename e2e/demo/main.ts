import { ProblemError } from '@org/ci-core';
import { parseArgs } from 'node:util';
import { down } from '../rig/down.js';
import { defaultStateFolder } from '../rig/os/folders.js';
import { demo } from './demo.js';

const usage = `npm run demo -- [options]
  --service NAME  name of the service (default payments)
  --keep DIR      leave the workspace in DIR, and the engine and registries running
  --down          stop the engine and registries that --keep left, and remove their data`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      service: { type: 'string' },
      keep: { type: 'string' },
      down: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) console.log(usage);
  else if (values.down) await down({ state: defaultStateFolder(), purge: true });
  else await demo({ service: values.service ?? 'payments', keep: values.keep });
}

try {
  await main();
} catch (error) {
  // A Problem's text is made for people; a stack trace would bury it.
  console.error(error instanceof ProblemError || error instanceof TypeError ? error.message : error);
  process.exitCode = 1;
}
