/* global module, require */
/* eslint-disable @typescript-eslint/no-require-imports -- Nx loads it as CommonJS */
const { dirname, join } = require('node:path');

const executors = dirname(require.resolve('@org/ci-executors/package.json'));
const { defineExecutor } = require(join(executors, 'dist/frame/define.js'));
const { z } = require(require.resolve('zod', { paths: [executors] }));

/** What nx:run-commands does with `true`, in an executor of ours: options, manifest and standard are checked first. */
module.exports = defineExecutor({
  name: 'trivial',
  options: z.object({}),
  run: async ({ run }) => {
    await run({ tool: 'true', args: [] });
  },
});
