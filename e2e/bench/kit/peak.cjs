/* global process, require */
/* eslint-disable @typescript-eslint/no-require-imports -- preloaded by Node */
const { appendFileSync } = require('node:fs');

/** Notes the peak of this process' memory (KiB of resident set) in the file that the environment names. */
process.on('exit', () => {
  appendFileSync(process.env.BENCH_PEAK, `${process.resourceUsage().maxRSS}\n`);
});
