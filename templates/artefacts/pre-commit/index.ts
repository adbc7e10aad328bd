import { defineArtefact, type WorkspaceArtefact } from '@org/ci-core';
import { formatPreCommit } from './config';
import { formatYamllint } from './settings';

/** Hooks that run at a commit and, on every file, in CI. */
export const preCommit: WorkspaceArtefact = defineArtefact({
  id: 'pre-commit',
  scope: 'workspace',
  render: (input) => [
    { path: '.pre-commit-config.yaml', text: formatPreCommit(input), ownership: 'merged' },
    { path: '.yamllint.yaml', text: formatYamllint(), ownership: 'merged' },
  ],
});
