import path from 'node:path';
import {
  countFindings,
  driftReport,
  formatDriftJson,
  formatDriftText,
  ProblemError,
  synthDriftSarif,
} from '@org/ci-core';
import { defineWorkspaceExecutor } from '../frame/define';
import { writeReceipt } from '../frame/receipt';
import { sha256 } from '../frame/sha256';
import { lookForDrift } from './look';
import { DriftOptions } from './options';
import { paintFor } from './paint';

export const { implementation, batchImplementation, schema } = defineWorkspaceExecutor({
  name: 'drift',
  options: DriftOptions,
  async run(task) {
    const { format, diff, output } = task.options;
    const findings = lookForDrift(task, new Date());
    const sarif = synthDriftSarif(findings, sha256);
    const text = {
      text: () => formatDriftText(findings, { diff, paint: paintFor(process) }),
      json: () => formatDriftJson(findings),
      sarif: () => JSON.stringify(sarif, null, 2),
    }[format]();
    task.say(text.trimEnd());
    if (!task.dryRun) {
      await writeReceipt(task.root, path.posix.join(output, 'drift.json'), driftReport(findings));
      await writeReceipt(task.root, path.posix.join(output, 'drift.sarif'), sarif);
    }
    const { open, services } = countFindings(findings);
    if (open === 0) return;
    throw new ProblemError({
      code: 'drift-open',
      where: task.project,
      what: `${open} finding(s) in ${services} service(s) ask for something to be done`,
      fix: `npx nx sync, then decide what it cannot; all of it is in ${output}/drift.json`,
    });
  },
});
