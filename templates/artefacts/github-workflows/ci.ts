import { ecosystemTag, type Ecosystem, type WorkspaceInput } from '@org/ci-core';
import { toolVersion } from '../pins';
import { findings, read } from './permission';
import { affectedGuests, guestOutputs, guestsOf, guestTools, withoutGuests } from './ecosystems';
import { nx } from '../nx';
import { actionStep, scriptStep, type Step } from './step';
import { affectedServices, base, checkout, dependencies, imageTools, mainBranch, uploadSarif } from './tools';
import { formatWorkflow, type Job } from './workflow';

const runs = ['read', 'find the last successful run'] as const;

/** Also where sync:check failed: its lines belong on the pull request. Where nothing has drifted, older findings close. */
const drift = (input: WorkspaceInput): Step[] => [
  scriptStep('drift', 'Say what has drifted, line by line', [nx(input, 'run ci:drift --diff')], {
    if: "${{ !cancelled() && steps.install.outcome == 'success' }}",
  }),
  uploadSarif(input, 'dist/ci/drift.sarif', 'drift', "steps.drift.outcome != 'skipped'"),
];

const verify = (input: WorkspaceInput): Job => ({
  name: 'Verify',
  timeoutMinutes: 30,
  permissions: { contents: read, actions: runs, 'security-events': findings },
  outputs: { services: '${{ steps.services.outputs.services }}', ...guestOutputs(input) },
  steps: [
    checkout(input, { history: true }),
    ...dependencies(input, true),
    base(input),
    scriptStep('sync', 'Generated files are up to date', [nx(input, 'sync:check')]),
    ...drift(input),
    scriptStep('check', 'Lint, types, tests, builds of what is affected', [
      nx(input, `affected -t lint typecheck test build${withoutGuests(input)}`),
    ]),
    affectedServices(input),
    ...affectedGuests(input),
  ],
});

const titles: Readonly<Record<string, string>> = { python: 'Python' };

/** Lint, types and tests of one ecosystem, where anything of it is affected. */
const checked = (input: WorkspaceInput, ecosystem: Ecosystem): Job => ({
  name: titles[ecosystem] ?? ecosystem,
  needs: ['verify'],
  if: `\${{ needs.verify.outputs.${ecosystem} == 'true' }}`,
  timeoutMinutes: 30,
  permissions: { contents: read, actions: runs },
  steps: [
    checkout(input, { history: true }),
    ...dependencies(input, true),
    ...guestTools(input, true),
    base(input),
    scriptStep('check', 'Lint, types, tests, builds of what is affected', [
      nx(input, `affected -t lint typecheck test build --projects=tag:${ecosystemTag(ecosystem)}`),
    ]),
  ],
});

const checkedGuests = (input: WorkspaceInput): Record<string, Job> =>
  Object.fromEntries(guestsOf(input).map((one) => [one, checked(input, one)]));

/** A registry of the job's own: pull requests push nowhere else. */
const localRegistry = (input: WorkspaceInput): Step =>
  scriptStep('registry', 'Start a registry for this job', [
    `go install github.com/google/go-containerregistry/cmd/crane@v${toolVersion(input.standard, 'crane')}`,
    'mkdir -p "${RUNNER_TEMP}/registry"',
    'nohup "$(go env GOPATH)/bin/crane" registry serve --address 127.0.0.1:5000 \\',
    '  --disk "${RUNNER_TEMP}/registry" > "${RUNNER_TEMP}/registry.log" 2>&1 &',
    'curl --silent --show-error --fail --retry 20 --retry-connrefused --retry-delay 1 http://127.0.0.1:5000/v2/',
  ]);

/** Adopted programs have no suite in containers: their own tests ran before. */
function suite(input: WorkspaceInput): string[] {
  const directory = `directory="$(${nx(input, 'show project "${SERVICE}" --json')} | jq --raw-output .root)"`;
  const run = 'docker compose --file "${directory}/compose.test.yaml" run --build --rm test';
  if (input.services.every(({ stack }) => 'development' in stack)) return [directory, run];
  return [directory, 'if [ ! -f "${directory}/compose.test.yaml" ]; then exit 0; fi', run];
}

const image = (input: WorkspaceInput): Job => ({
  name: 'Image of ${{ matrix.service }}',
  needs: ['verify'],
  if: "${{ needs.verify.outputs.services != '[]' }}",
  timeoutMinutes: 45,
  permissions: { contents: read, 'security-events': findings },
  strategy: {
    'fail-fast': false,
    'max-parallel': 8,
    matrix: { service: '${{ fromJSON(needs.verify.outputs.services) }}' },
  },
  env: { SERVICE: '${{ matrix.service }}' },
  steps: [
    checkout(input),
    ...dependencies(input, true),
    ...imageTools(input),
    localRegistry(input),
    scriptStep('suite', 'Test suite in containers', suite(input)),
    scriptStep('image', 'Build, run, measure and scan the image', [
      nx(input, 'run-many -t image smoke size scan -p "${SERVICE}" -c local'),
    ]),
    uploadSarif(input, 'dist/ci/${{ matrix.service }}/scan.sarif', 'image-${{ matrix.service }}'),
    actionStep(input, 'receipts', 'Keep the receipts', 'actions/upload-artifact', {
      if: '${{ !cancelled() }}',
      with: {
        name: 'receipts-${{ matrix.service }}',
        path: 'dist/ci/',
        'if-no-files-found': 'ignore',
        'retention-days': 14,
        overwrite: true,
      },
    }),
  ],
});

const hygiene = (input: WorkspaceInput): Job => ({
  name: 'Hooks',
  timeoutMinutes: 20,
  permissions: { contents: read },
  steps: [
    checkout(input),
    ...dependencies(input, true),
    scriptStep(
      'hooks',
      'Run every commit hook on every file',
      [
        `pipx run pre-commit==${toolVersion(input.standard, 'pre-commit')} run --all-files --show-diff-on-failure`,
      ],
      { env: { SKIP: 'no-commit-to-branch,nx-lint' } },
    ),
  ],
});

/** The one check that a branch rule has to name: matrices come and go, this job always runs. */
const gate = (needs: readonly string[]): Job => ({
  name: 'CI',
  needs,
  if: '${{ always() }}',
  timeoutMinutes: 5,
  permissions: {},
  steps: [
    scriptStep(
      'gate',
      'Nothing failed or was cancelled',
      ['jq --exit-status \'all(.[]; .result == "success" or .result == "skipped")\' <<< "${RESULTS}"'],
      { env: { RESULTS: '${{ toJSON(needs) }}' } },
    ),
  ],
});

/** `ci.yml`: judges pull requests. It can publish nothing. */
export const formatCi = (input: WorkspaceInput): string =>
  formatWorkflow({
    header: 'Pull requests: checks what they affect. Make "CI" the required check.',
    name: 'CI',
    on: { pull_request: { branches: [mainBranch(input)] }, merge_group: {} },
    concurrency: { group: 'ci-${{ github.ref }}', 'cancel-in-progress': true },
    jobs: {
      verify: verify(input),
      ...checkedGuests(input),
      image: image(input),
      hygiene: hygiene(input),
      ci: gate(['verify', ...guestsOf(input), 'image', 'hygiene']),
    },
  });
