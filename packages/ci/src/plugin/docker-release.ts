import type { NxJsonConfiguration, ProjectConfiguration } from '@nx/devkit';
import type { Workspace } from '@org/ci-core';

type Release = NxJsonConfiguration['release'];

/** Whether nx release versions containers in this workspace: nobody's releases change because a service was added. */
export const releasesDocker = (release: Release): boolean =>
  release?.docker !== undefined ||
  Object.values(release?.groups ?? {}).some(({ docker }) => docker !== undefined);

const uncached = (name: string): object => ({ executor: `@org/ci:${name}`, cache: false });

/**
 * What nx release needs of a service: a target that says `docker`, the name of its repository, and a publication that
 * gives the digest another tag. The version of package.json stays: a bump would be a change of the image.
 */
export function withDockerRelease(project: ProjectConfiguration, workspace: Workspace): ProjectConfiguration {
  const { targets = {}, name = '' } = project;
  if (!targets.image) return project;
  const metadata = { technologies: ['docker'], description: 'Brings the published digest into the engine' };
  return {
    ...project,
    release: {
      docker: { repositoryName: name, registryUrl: workspace.registry, skipVersionActions: true },
    },
    targets: {
      ...targets,
      'release-image': { ...uncached('release-image'), metadata },
      'nx-release-publish': uncached('release-publish'),
    },
  };
}
