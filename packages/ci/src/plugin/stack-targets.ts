import type { TargetConfiguration } from '@nx/devkit';
import { installerOf, manifestFile, type Service, type Stack, type StackTarget } from '@org/ci-core';
import { joinGlobs } from './globs';
import { installed } from './python/pip';
import { managersOf, type Shared } from './shared';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** What a stack's targets depend on beside what they say. */
type Around = Partial<Pick<Shared, 'settings' | 'workspace'>>;

/** Packages of the service, and those that are named besides. Nx hashes all of the workspace where none are named. */
function packagesOf(
  { externalDependencies }: StackTarget,
  { ecosystem = 'node' }: Stack,
  { settings = [] }: Around,
): Inputs {
  if (externalDependencies === undefined) return [];
  const named = ecosystem === 'python' ? [...externalDependencies, ...settings] : [...externalDependencies];
  const manifest = `{projectRoot}/${manifestFile[ecosystem]}`;
  return [{ externalDependencies: named }, { fileset: manifest, dependencies: true }];
}

/** The stack's own commands as targets. What the project defines itself (scripts, project.json) goes over them in Nx. */
export function stackTargets(
  service: Service,
  stack: Stack,
  around: Around = {},
): Record<string, TargetConfiguration> {
  const managers = managersOf({ workspace: around.workspace });
  const inputsOf = (target: StackTarget): Inputs => [
    ...joinGlobs(target.inputs),
    ...packagesOf(target, stack, around),
  ];
  const entries = Object.entries(stack.targets(service, managers)).map(
    ([name, target]): [string, TargetConfiguration] => [
      name,
      {
        executor: 'nx:run-commands',
        ...(target.continuous ? { continuous: true } : { cache: true }),
        ...(target.continuous && target.inputs.length === 0 ? {} : { inputs: inputsOf(target) }),
        outputs: [...target.outputs],
        ...(target.dependsOn && target.dependsOn.length > 0 && { dependsOn: [...target.dependsOn] }),
        options: { command: target.command, cwd: '{projectRoot}' },
      },
    ],
  );
  return installed(installerOf(stack, managers), Object.fromEntries(entries));
}
