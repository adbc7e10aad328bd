/* global module, require, process */
/* eslint-disable @typescript-eslint/no-require-imports -- Nx loads it as CommonJS */
const { spawn } = require('node:child_process');
const { once } = require('node:events');

/** The least that a batch executor outside Nx can do with `true`: no options, no manifest; as many at once as Nx runs. */
async function* batch({ tasks }) {
  const ids = Object.keys(tasks);
  const width = Number(process.env.NX_PARALLEL ?? 3);
  for (let first = 0; first < ids.length; first += width) {
    const some = ids.slice(first, first + width);
    const codes = await Promise.all(some.map(async () => (await once(spawn('true'), 'exit'))[0]));
    for (const [index, task] of some.entries())
      yield { task, result: { success: codes[index] === 0, terminalOutput: '' } };
  }
}

module.exports = {
  batchImplementation: batch,
  implementation: () => Promise.reject(new Error('runs in batches only')),
};
