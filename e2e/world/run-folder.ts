import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the folder of one run of the end-to-end tests: what several of them start from is made there once. */
export const runFolderVariable = 'ORG_CI_E2E_RUN';

/** Vitest's global set-up: workers inherit the variable; the folder goes when the last test has ended. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'org-ci-e2e-run-'));
  process.env[runFolderVariable] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
