import type { WorkspaceInput } from '@org/ci-core';
import { findings, read } from './permission';
import { promotions } from './promotion';
import { guestTools } from './ecosystems';
import { nx } from '../nx';
import { actionStep, scriptStep } from './step';
import {
  affectedServices,
  base,
  checkout,
  dependencies,
  egress,
  imageTools,
  mainBranch,
  uploadSarif,
} from './tools';
import { logins, packagesPermission, publicationHosts } from './registries';
import { formatWorkflow, type Job } from './workflow';

const affected = (input: WorkspaceInput): Job => ({
  name: 'Affected',
  timeoutMinutes: 15,
  permissions: { contents: read, actions: ['read', 'find the last successful run'] },
  outputs: { services: '${{ steps.services.outputs.services }}' },
  steps: [
    checkout(input, { history: true }),
    ...dependencies(input, false),
    base(input),
    affectedServices(input),
  ],
});

const publish = (input: WorkspaceInput): Job => ({
  name: 'Publish ${{ matrix.service }}',
  needs: ['affected'],
  if: "${{ needs.affected.outputs.services != '[]' }}",
  environment: 'publish',
  timeoutMinutes: 60,
  concurrency: 'publish-${{ matrix.service }}',
  permissions: {
    contents: read,
    ...packagesPermission(publicationHosts(input), 'write', 'push images to ghcr.io'),
    'security-events': findings,
  },
  strategy: {
    'fail-fast': false,
    'max-parallel': 8,
    matrix: { service: '${{ fromJSON(needs.affected.outputs.services) }}' },
  },
  env: { SERVICE: '${{ matrix.service }}' },
  steps: [
    egress(input),
    checkout(input, { history: true }),
    ...dependencies(input, false),
    ...guestTools(input, false),
    ...imageTools(input),
    ...logins(input, publicationHosts(input)),
    scriptStep('publish', 'Check, build, run, measure, scan, publish', [
      // Spelled out: zizmor takes `pnpm … publish` for a publication to npm.
      nx(input, 'run-many --targets=publish --projects="${SERVICE}"'),
    ]),
    uploadSarif(input, 'dist/ci/${{ matrix.service }}/scan.sarif', 'image-${{ matrix.service }}'),
    actionStep(input, 'receipts', 'Hand over the receipts', 'actions/upload-artifact', {
      with: {
        name: 'receipts-${{ matrix.service }}',
        path: 'dist/ci/',
        'retention-days': 30,
        overwrite: true,
      },
    }),
  ],
});

/** `cd.yml`: builds once, then moves the same digests from environment to environment. */
export const formatCd = (input: WorkspaceInput): string =>
  formatWorkflow({
    header: [
      'Main branch: publishes what a commit affects, then promotes the same digests.',
      '',
      'Give the environments of this repository their reviewers and secrets (Settings → Environments): publish,',
      `${input.workspace.environments.map(({ name }) => name).join(', ')}. Production waits for its reviewers.`,
      "What only one environment writes to, only that one's secrets open: publish has no use for production's registry.",
    ].join('\n'),
    name: 'CD',
    on: { push: { branches: [mainBranch(input)] } },
    // Runs are not queued as a whole: one that waits for a reviewer would hold up all others. Their jobs are, by service
    // and by environment; promote refuses whatever comes too late.
    concurrency: { group: 'cd-${{ github.sha }}', 'cancel-in-progress': false },
    jobs: { affected: affected(input), publish: publish(input), ...promotions(input) },
  });
