import type { TargetConfiguration } from '@nx/devkit';
import type { Service, Stack } from '@org/ci-core';
import { joinGlobs } from './globs';

/** The stack's own commands as targets. What the project defines itself (scripts, project.json) goes over them in Nx. */
export function stackTargets(service: Service, stack: Stack): Record<string, TargetConfiguration> {
  const entries = Object.entries(stack.targets(service)).map(
    ([name, target]): [string, TargetConfiguration] => [
      name,
      {
        executor: 'nx:run-commands',
        ...(target.continuous ? { continuous: true } : { cache: true }),
        ...(target.continuous && target.inputs.length === 0 ? {} : { inputs: joinGlobs(target.inputs) }),
        outputs: [...target.outputs],
        ...(target.dependsOn && target.dependsOn.length > 0 && { dependsOn: [...target.dependsOn] }),
        options: { command: target.command, cwd: '{projectRoot}' },
      },
    ],
  );
  return Object.fromEntries(entries);
}
