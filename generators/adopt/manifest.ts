import { posix } from 'node:path';
import type { Application, Service } from '@org/ci-core';
import { formatManifest } from '../service/manifest-text';
import { composeNames } from './detect/compose';
import type { Detection } from './detection';
import type { Project } from './project';

/** How it is built and started; `main` is from its output, or from its folder. */
export function applicationOf({ build, output, main, context }: Detection, directory: string): Application {
  const from = build && output ? output.value : directory;
  return {
    ...(build && output ? { build: build.value.target, output: output.value } : {}),
    main: posix.relative(from, main.value),
    ...(context?.value === 'service' ? { context: 'service' as const } : {}),
  };
}

/**
 * A compose file of another name is what `docker compose` has used so far: one with the name that it prefers would take its
 * place.
 */
function ownersOf({ files }: Project): Service['files'] {
  const own = composeNames.find((name) => name !== 'compose.yaml' && files.includes(name));
  if (own === undefined || files.includes('compose.yaml')) return undefined;
  return { 'compose.yaml': { owner: 'service', reason: `compose reads ${own}, which was there before` } };
}

/** Text of the service.yaml of what was detected. */
export function formatAdopted(
  detection: Detection,
  project: Project,
  { stack, owner }: Pick<Service, 'stack' | 'owner'>,
): string {
  const { directory } = project;
  const files = ownersOf(project);
  const { name, description, port, database, live, ready } = detection;
  return formatManifest(
    {
      name: name.value,
      stack,
      description: description?.value,
      owner,
      port: port.value,
      database: database.value,
      application: applicationOf(detection, directory),
      health: { live: live.value, ready: ready.value },
      ...(files && { files }),
    },
    directory,
  );
}
