import type { WorkspaceInput } from '@org/ci-core';
import { toolVersion } from '../pins';
import { nx } from '../nx';
import { actionStep, scriptStep, type Step } from './step';

type Manager = WorkspaceInput['workspace']['packageManager'];

const install: Record<Manager, string> = { npm: 'npm ci', pnpm: 'pnpm install --frozen-lockfile' };

/** The sources, without leaving a token in .git/config. */
export const checkout = (input: WorkspaceInput, settings: { history?: boolean; ref?: string } = {}): Step =>
  actionStep(input, 'checkout', 'Check out', 'actions/checkout', {
    with: {
      'persist-credentials': false,
      'fetch-depth': settings.history ? 0 : undefined,
      ref: settings.ref,
    },
  });

/** The version that package.json names, else the standard's: the action takes exactly one of the two. */
const pnpm = (input: WorkspaceInput): Step[] => [
  scriptStep('pnpm-version', 'Find the version of pnpm', [
    'named="$(jq --raw-output \'.packageManager // .devEngines.packageManager.name // ""\' package.json)"',
    `if [[ -z "\${named}" ]]; then echo "version=${toolVersion(input.standard, 'pnpm')}" >> "\${GITHUB_OUTPUT}"; fi`,
  ]),
  actionStep(input, 'pnpm', 'Set up pnpm', 'pnpm/action-setup', {
    with: { version: '${{ steps.pnpm-version.outputs.version }}' },
  }),
];

/** Node and the locked dependencies. A job that publishes restores no cache that a pull request may have written. */
export function dependencies(input: WorkspaceInput, cached: boolean): Step[] {
  const { packageManager } = input.workspace;
  const node = actionStep(input, 'node', 'Set up Node', 'actions/setup-node', {
    with: {
      'node-version': toolVersion(input.standard, 'node'),
      ...(cached ? { cache: packageManager } : { 'package-manager-cache': false }),
    },
  });
  return [
    ...(packageManager === 'pnpm' ? pnpm(input) : []),
    node,
    scriptStep('install', 'Install dependencies', [install[packageManager]]),
  ];
}

/** Where "affected" counts from: the last commit of the main branch that passed this workflow. */
export const base = (input: WorkspaceInput): Step =>
  actionStep(input, 'shas', 'Find the last good commit', 'nrwl/nx-set-shas', {
    with: { 'main-branch-name': mainBranch(input) },
  });

export const mainBranch = ({ workspace }: WorkspaceInput): string => workspace.tags?.mainBranch ?? 'main';

/**
 * Lines of a script that list affected projects as JSON in a variable. Where no run has passed yet all count as such:
 * the script's step has allWhereFirst in its environment.
 */
export const listAffected = (input: WorkspaceInput, variable: string, options: string): string[] => [
  'affected=(--affected)',
  'if [[ "${FIRST}" == true ]]; then affected=(); fi',
  `${variable}="$(${nx(input, `show projects "\${affected[@]}" ${options} --json`)})"`,
];

/** What the step `shas` says of a first run. */
export const allWhereFirst = { FIRST: '${{ steps.shas.outputs.noPreviousBuild }}' };

/**
 * Names of affected services as JSON, for a matrix. Where no run has passed yet every service is: the action's own answer
 * is the last commit, which leaves out whatever a failed first run should have published.
 */
export const affectedServices = (input: WorkspaceInput): Step =>
  scriptStep(
    'services',
    'List affected services',
    [
      ...listAffected(input, 'services', '--with-target=image'),
      'echo "services=${services}" >> "${GITHUB_OUTPUT}"',
    ],
    { env: allWhereFirst },
  );

/** An engine that builds for every platform, and the scanner. */
export function imageTools(input: WorkspaceInput): Step[] {
  const foreign = (input.workspace.platforms ?? []).some((platform) => platform !== 'linux/amd64');
  const emulation = foreign
    ? [actionStep(input, 'qemu', 'Set up emulation', 'docker/setup-qemu-action')]
    : [];
  return [
    ...emulation,
    actionStep(input, 'buildx', 'Set up buildx', 'docker/setup-buildx-action', {
      with: { 'driver-opts': 'network=host' },
    }),
    trivy(input),
  ];
}

/** The scanner, as a binary: nothing is restored from a cache. */
export const trivy = (input: WorkspaceInput): Step =>
  actionStep(input, 'trivy', 'Set up Trivy', 'aquasecurity/setup-trivy', {
    with: { version: `v${toolVersion(input.standard, 'trivy')}`, cache: false },
  });

/**
 * Findings into the Security tab, each kind under a category of its own. Forks have no right to write there.
 * @param also a further condition
 */
export const uploadSarif = (input: WorkspaceInput, file: string, category: string, also?: string): Step =>
  actionStep(input, 'sarif', 'Upload findings', 'github/codeql-action/upload-sarif', {
    if: `\${{ ${['!cancelled()', ...(also === undefined ? [] : [also]), '!github.event.pull_request.head.repo.fork'].join(' && ')} }}`,
    with: { sarif_file: file, category },
  });

/** What a job talks to is recorded; block it once the list is known. */
export const egress = (input: WorkspaceInput): Step =>
  actionStep(input, 'egress', 'Watch outgoing connections', 'step-security/harden-runner', {
    with: { 'egress-policy': 'audit' },
  });
