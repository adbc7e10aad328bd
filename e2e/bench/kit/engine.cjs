/* global module, require */
/* eslint-disable @typescript-eslint/no-require-imports -- Nx loads it as CommonJS */
const { z } = require('@org/ci-core/zod');
const { defineExecutor } = require('@org/ci-executors/frame');

/** The lightest question that anybody can ask an engine: every executor that uses one asks for more. */
module.exports = defineExecutor({
  name: 'engine',
  options: z.object({}),
  run: async ({ run }) => {
    const { exitCode } = await run({ tool: 'docker', args: ['version', '--format', '{{.Server.Version}}'] });
    if (exitCode !== 0) throw new Error('the engine does not answer');
  },
});
