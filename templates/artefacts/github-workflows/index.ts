import { defineArtefact, type WorkspaceArtefact } from '@org/ci-core';
import { formatCd } from './cd';
import { formatCi } from './ci';
import { formatSecurity } from './security';

/** GitHub Actions: pull requests, the main branch, security. */
export const githubWorkflows: WorkspaceArtefact = defineArtefact({
  id: 'github-workflows',
  scope: 'workspace',
  render: (input) => [
    { path: '.github/workflows/ci.yml', text: formatCi(input), ownership: 'merged' },
    { path: '.github/workflows/cd.yml', text: formatCd(input), ownership: 'merged' },
    { path: '.github/workflows/security.yml', text: formatSecurity(input), ownership: 'managed' },
  ],
});
