import type { WorkspaceInput } from '@org/ci-core';
import { formatYaml } from '../../yaml/format';
import { flow, spaced } from '../../yaml/value';
import { pinnedRepositories } from './hooks';
import { localHooks } from './local';

/** `.pre-commit-config.yaml`: commits for machines, versions for people; no hook asks the network when it runs. */
export const formatPreCommit = (input: WorkspaceInput): string =>
  formatYaml(
    {
      minimum_pre_commit_version: '4.0.0',
      default_install_hook_types: flow(['pre-commit', 'pre-push']),
      default_stages: flow(['pre-commit']),
      repos: spaced([...pinnedRepositories(input), localHooks(input)]),
    },
    { header: 'pre-commit install    (https://pre-commit.com); CI runs every hook on every file.' },
  );
