import type { Standard, Stack, Workspace } from '@org/ci-core';
import { chooseBehind, configureFor, type Around } from './behind';
import type { ManifestFields } from './manifest-text';
import type { ServiceOptions } from './options';

/** What a new service is called, and where it listens. */
export interface Identity {
  readonly name: string;
  readonly port: number;
  readonly stack: Stack;
}

interface Surroundings extends Around {
  readonly workspace: Workspace;
  /** The standard that it names; undefined where it follows that of ci.yaml. */
  readonly followed?: Standard | undefined;
}

/** All that the manifest of a new service says: what is judged before anything is written, and what is then written. */
export function manifestFields(
  options: Partial<ServiceOptions>,
  { name, port, stack }: Identity,
  { workspace, followed, services }: Surroundings,
): ManifestFields {
  const { description, owner } = options;
  const { cache, broker, ...behind } = chooseBehind(options, stack);
  return {
    name,
    stack: stack.id,
    standard: followed && { name: followed.name, version: `^${followed.version}` },
    description,
    owner,
    port,
    ...behind,
    ...(cache !== 'none' && { cache }),
    ...(broker !== 'none' && { broker }),
    ...configureFor(options, stack, workspace, { services }),
  };
}
