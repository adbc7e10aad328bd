import type { WorkspaceInput } from '@org/ci-core';

type InWorkspace = Pick<WorkspaceInput, 'workspace'>;

const run: Record<WorkspaceInput['workspace']['packageManager'], string> = { npm: 'npx', pnpm: 'pnpm exec' };

/** Nx as the workspace's package manager starts it. */
export const nxProgram = ({ workspace }: InWorkspace): string => `${run[workspace.packageManager]} nx`;

/** Command line of Nx in the workspace's package manager. */
export const nx = (input: InWorkspace, command: string): string => `${nxProgram(input)} ${command}`;
