import type { TagPolicy, Workspace } from '@org/ci-core';

/** How a workspace wants its tags. */
export const tagPolicy = ({ tags, environments }: Workspace): TagPolicy => ({
  prefixes: tags?.prefixes ?? [],
  timestamp: tags?.timestamp ?? false,
  mainBranch: tags?.mainBranch ?? 'main',
  reserved: environments.map(({ name }) => name),
});
