import { ProblemError } from '@org/ci-core';
import { parseArgs } from 'node:util';
import { down } from '../rig/down.js';
import { stopPackageRegistry } from '../rig/verdaccio.js';
import { UsageError, exitWith } from '../usage-error.js';
import { demo } from './demo.js';
import { parseStacks, planServices } from './services.js';

/** Everything that --keep left, but for the workspace itself. */
async function end(): Promise<void> {
  console.log('Ending the package registry, the engine with its containers, and the registry of images…');
  await stopPackageRegistry();
  await down({ purge: true });
  console.log('Nothing of the demo runs any more; the workspace is yours to keep or delete.');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      stacks: { type: 'string' },
      service: { type: 'string' },
      keep: { type: 'string' },
      down: { type: 'boolean' },
    },
  });
  if (values.down) await end();
  else await demo({ services: planServices(parseStacks(values.stacks), values.service), keep: values.keep });
}

await exitWith(async () => {
  try {
    await main();
    return 0;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // A Problem's text is made for people; a stack trace would bury it.
    console.error(error instanceof ProblemError || error instanceof TypeError ? error.message : error);
    return 1;
  }
});
