/* global module, require */
/* eslint-disable @typescript-eslint/no-require-imports -- Nx loads it as CommonJS */
const { z } = require('@org/ci-core/zod');
const { defineExecutor } = require('@org/ci-executors/frame');

/** What nx:run-commands does with `true`, in an executor of ours: options, manifest and standard are checked first. */
module.exports = defineExecutor({
  name: 'trivial',
  options: z.object({}),
  run: async ({ run }) => {
    await run({ tool: 'true', args: [] });
  },
});
