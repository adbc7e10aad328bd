import type { WorkspaceInput } from '@org/ci-core';
import { because } from '../../yaml/value';
import { toolVersion } from '../pins';
import { actionStep, scriptStep } from './step';
import { deployedHosts, logins, packagesPermission } from './registries';
import { checkout, mainBranch, trivy, uploadSarif } from './tools';
import { formatWorkflow, type Job } from './workflow';

const read = ['read', 'check out'] as const;
const findings = ['write', 'upload findings'] as const;

const codeql = (input: WorkspaceInput): Job => ({
  name: 'CodeQL (${{ matrix.language }})',
  timeoutMinutes: 60,
  permissions: {
    contents: read,
    'security-events': findings,
    actions: ['read', 'analyse private repositories'],
  },
  strategy: { 'fail-fast': false, matrix: { language: ['javascript-typescript', 'actions'] } },
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

/** Digests in the overlays of the main branch: what runs, not what was built last. */
const deployed = (input: WorkspaceInput): Job => ({
  name: 'Deployed digests',
  if: "${{ github.event_name == 'schedule' || github.event_name == 'workflow_dispatch' }}",
  timeoutMinutes: 10,
  permissions: { contents: read },
  outputs: { images: '${{ steps.images.outputs.images }}' },
  steps: [
    checkout(input),
    scriptStep('images', 'Read the overlays', [
      "git ls-files -- ':(glob)**/k8s/overlays/*/kustomization.yaml' > overlays.txt",
      'while read -r file; do kubectl kustomize "$(dirname "${file}")"; done < overlays.txt > rendered.yaml',
      "images=\"$(sed -nE 's/^ *(- )?image: *([^ ]+@sha256:[0-9a-f]{64})$/\\2/p' rendered.yaml | sort -u \\",
      '  | jq --raw-input . | jq --slurp --compact-output .)"',
      'echo "images=${images}" >> "${GITHUB_OUTPUT}"',
    ]),
  ],
});

const rescan = (input: WorkspaceInput): Job => ({
  name: 'Rescan ${{ matrix.image }}',
  needs: ['deployed'],
  if: "${{ needs.deployed.outputs.images != '' && needs.deployed.outputs.images != '[]' }}",
  // Not that of publications: its reviewers would hold up the daily scan, and its secrets can write.
  environment: 'rescan',
  timeoutMinutes: 20,
  permissions: {
    contents: read,
    ...packagesPermission(deployedHosts(input), 'read', 'pull images from ghcr.io'),
    'security-events': findings,
  },
  strategy: {
    'fail-fast': false,
    'max-parallel': 8,
    matrix: { image: '${{ fromJSON(needs.deployed.outputs.images) }}' },
  },
  env: { IMAGE: '${{ matrix.image }}' },
  steps: [
    checkout(input),
    trivy(input),
    ...logins(input, deployedHosts(input)),
    scriptStep('scan', 'Scan', ['trivy image --format sarif --output image.sarif "${IMAGE}"']),
    uploadSarif(input, 'image.sarif', 'deployed-${{ matrix.image }}'),
    scriptStep('gate', 'Fail on what is critical and can be fixed', [
      'trivy image --severity CRITICAL --ignore-unfixed --exit-code 1 "${IMAGE}"',
    ]),
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
