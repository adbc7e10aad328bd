import type { TargetConfiguration } from '@nx/devkit';
import { pipLock, type Installer } from '@org/ci-core';
import { executor } from '../target-names';

type Inputs = NonNullable<TargetConfiguration['inputs']>;
type Targets = Record<string, TargetConfiguration>;

/** Lock files are the project's own: a version that moves concerns nobody else. */
const locks: Inputs = [`{projectRoot}/{${Object.values(pipLock).join(',')}}`];

/** The lock files of a project among the inputs of a target. */
export const lockInputs = (installer: Installer): Inputs => (installer === 'pip' ? locks : []);

/** What installs and what locks: of a project of pip, whose other targets run in its virtual environment. */
const own: Targets = {
  venv: { executor: executor('venv'), cache: false },
  lock: { executor: executor('lock'), cache: false },
};

function inVenv(target: TargetConfiguration): TargetConfiguration {
  const { inputs, dependsOn = [] } = target;
  return { ...target, ...(inputs && { inputs: [...inputs, ...locks] }), dependsOn: ['venv', ...dependsOn] };
}

/** A project's own targets after what they are run in: uv sees to that by itself. */
export function installed(installer: Installer, targets: Targets): Targets {
  if (installer !== 'pip') return targets;
  const inside = Object.entries(targets).map(([name, target]) => [name, inVenv(target)] as const);
  return { ...own, ...Object.fromEntries(inside) };
}
