import type { ExecutorContext, TaskGraph } from '@nx/devkit';

type Context = Pick<ExecutorContext, 'projectGraph' | 'taskGraph'>;

/** Everything that a task depends on, directly or not. */
function dependenciesOf(id: string, dependencies: TaskGraph['dependencies']): Set<string> {
  const found = new Set<string>();
  const visit = (one: string): void => {
    for (const next of dependencies[one] ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(id);
  return found;
}

/** Tasks before this one that know no dry run: commands of the stack, other plugins' executors. */
function strangers(id: string, { projectGraph, taskGraph }: Context): string[] {
  return [...dependenciesOf(id, taskGraph?.dependencies ?? {})].filter((one) => {
    const { project = '', target = '' } = taskGraph?.tasks[one]?.target ?? {};
    const executor = projectGraph.nodes[project]?.data.targets?.[target]?.executor ?? '';
    return !executor.startsWith('@org/ci:');
  });
}

/** How a dry run ends: what it did not do, and what Nx did of its own accord. */
export function formatDryRun(id: string, context: Context): string[] {
  const ran = strangers(id, context).sort();
  const cached = context.taskGraph?.tasks[id]?.cache === true;
  return [
    'dry run: nothing was changed',
    ...(cached ? ['  (Nx says “existing outputs match the cache” where it keeps no result)'] : []),
    ...(ran.length > 0
      ? [
          `  but Nx ran ${ran.join(', ')}, or took them from its cache: --excludeTaskDependencies leaves them out`,
        ]
      : []),
  ];
}
