import type { WorkspaceInput } from '@org/ci-core';
import { because } from '../../yaml/value';
import { toolVersion } from '../pins';
import { actionStep, scriptStep } from './step';
import { guestsOf } from './ecosystems';
import { findings, read } from './permission';
import { deployed, rescan } from './rescan';
import { checkout, mainBranch, trivy, uploadSarif } from './tools';
import { formatWorkflow, type Job } from './workflow';

const codeql = (input: WorkspaceInput): Job => ({
  name: 'CodeQL (${{ matrix.language }})',
  timeoutMinutes: 60,
  permissions: {
    contents: read,
    'security-events': findings,
    actions: ['read', 'analyse private repositories'],
  },
  strategy: {
    'fail-fast': false,
    matrix: { language: ['javascript-typescript', ...guestsOf(input), 'actions'] },
  },
  steps: [
    checkout(input),
    actionStep(input, 'init', 'Start CodeQL', 'github/codeql-action/init', {
      with: { languages: '${{ matrix.language }}', 'build-mode': 'none', queries: 'security-and-quality' },
    }),
    actionStep(input, 'analyze', 'Analyse', 'github/codeql-action/analyze', {
      with: { category: 'codeql-${{ matrix.language }}' },
    }),
  ],
});

const dependencyReview = (input: WorkspaceInput): Job => ({
  name: 'New dependencies',
  if: "${{ github.event_name == 'pull_request' }}",
  timeoutMinutes: 10,
  permissions: { contents: read },
  steps: [
    checkout(input),
    actionStep(input, 'review', 'Review what the pull request adds', 'actions/dependency-review-action', {
      with: { 'fail-on-severity': 'high' },
    }),
  ],
});

const secrets = (input: WorkspaceInput): Job => ({
  name: 'Secrets',
  timeoutMinutes: 20,
  permissions: { contents: read },
  steps: [
    checkout(input, { history: true }),
    scriptStep('gitleaks', 'Search the whole history', [
      `go run github.com/zricethezav/gitleaks/v8@v${toolVersion(input.standard, 'gitleaks')} git --redact --no-banner .`,
    ]),
  ],
});

const filesystem = (input: WorkspaceInput): Job => ({
  name: 'Files',
  timeoutMinutes: 20,
  permissions: { contents: read, 'security-events': findings },
  steps: [
    checkout(input),
    trivy(input),
    scriptStep('scan', 'Scan lock files and configuration', [
      'trivy filesystem --scanners vuln,misconfig --format sarif --output files.sarif .',
    ]),
    uploadSarif(input, 'files.sarif', 'files'),
    scriptStep('gate', 'Fail on what is critical and can be fixed', [
      'trivy filesystem --scanners vuln --severity CRITICAL --ignore-unfixed --exit-code 1 .',
    ]),
  ],
});

const workflows = (input: WorkspaceInput): Job => ({
  name: 'Workflows',
  timeoutMinutes: 10,
  permissions: { contents: read, 'security-events': findings, actions: ['read', 'resolve actions'] },
  steps: [
    checkout(input),
    scriptStep('actionlint', 'actionlint', [
      `go run github.com/rhysd/actionlint/cmd/actionlint@v${toolVersion(input.standard, 'actionlint')}`,
    ]),
    scriptStep(
      'zizmor',
      'zizmor',
      [
        'status=0',
        `pipx run zizmor==${toolVersion(input.standard, 'zizmor')} --persona=auditor --format=plain . || status=$?`,
        `pipx run zizmor==${toolVersion(input.standard, 'zizmor')} --persona=auditor --format=sarif . > zizmor.sarif`,
        'exit "${status}"',
      ],
      { env: { GH_TOKEN: '${{ github.token }}' } },
    ),
    uploadSarif(input, 'zizmor.sarif', 'workflows'),
  ],
});

/** `security.yml`: static analysis, dependencies, secrets, workflows, and a daily look at what is deployed. */
export const formatSecurity = (input: WorkspaceInput): string =>
  formatWorkflow({
    header: [
      'Security: on every pull request, on the main branch, and every morning on what is deployed.',
      '',
      'The environment rescan of this repository holds what the daily scan logs in with: give it no reviewers, and',
      'credentials that can only read.',
    ].join('\n'),
    name: 'Security',
    on: {
      pull_request: { branches: [mainBranch(input)] },
      push: { branches: [mainBranch(input)] },
      schedule: because('New advisories appear without a commit.', [{ cron: '17 4 * * *' }]),
      workflow_dispatch: {},
    },
    concurrency: {
      group: 'security-${{ github.event_name }}-${{ github.ref }}',
      'cancel-in-progress': "${{ github.event_name == 'pull_request' }}",
    },
    jobs: {
      codeql: codeql(input),
      'dependency-review': dependencyReview(input),
      secrets: secrets(input),
      filesystem: filesystem(input),
      workflows: workflows(input),
      deployed: deployed(input),
      rescan: rescan(input),
    },
  });
