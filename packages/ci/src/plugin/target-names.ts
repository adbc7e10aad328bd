/** Targets of the pipeline, in its order. */
export const pipeline = ['image', 'smoke', 'size', 'scan', 'publish', 'promote'] as const;
export type PipelineTarget = (typeof pipeline)[number];

/** Targets that people and workflows run on every service, whatever its stack. */
export const checks = ['lint', 'typecheck', 'test', 'build'] as const;

/** Executor of this package. */
export const executor = (
  name: PipelineTarget | 'scan-policy' | 'drift' | 'invalid' | 'venv' | 'lock',
): string => `@org/ci:${name}`;

/** The workspace's own project and its target. */
export const workspaceProject = { name: 'ci', root: '.ci', target: 'scan-policy' } as const;
