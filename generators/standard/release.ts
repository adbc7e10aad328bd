import type { NxJsonConfiguration } from '@nx/devkit';
import type { Problem } from '@org/ci-core';
import type { NewStandard } from './plan';

type Release = NonNullable<NxJsonConfiguration['release']>;

/** What nx.json says of releases afterwards, or what its user has to do. */
export interface ReleasePlan {
  readonly release: Release | undefined;
  readonly problems: readonly Problem[];
}

/** Of its own version and pace; the changelog is written by people, because upgrade reports quote it. */
const group = ({ packageName, directory }: NewStandard): NonNullable<Release['groups']>[string] => ({
  projects: [packageName],
  projectsRelationship: 'independent',
  version: { currentVersionResolver: 'disk', versionActions: `${directory}/version-actions.js` },
  changelog: false,
  releaseTag: { pattern: '{projectName}@{version}' },
});

const groupName = 'ci-standard';

/**
 * nx.json's `release` with a group for the package. Nx takes either groups or a list of projects: a list, or the
 * settings of all projects together, stay as they are, and are named.
 */
export function planRelease(release: Release | undefined, added: NewStandard): ReleasePlan {
  const { groups, projects } = release ?? {};
  const isFree = projects === undefined && (groups !== undefined || Object.keys(release ?? {}).length === 0);
  const isTaken = groups?.[groupName] !== undefined;
  if (isFree && !isTaken)
    return { release: { ...release, groups: { ...groups, [groupName]: group(added) } }, problems: [] };
  return {
    release,
    problems: [
      {
        code: 'release-config',
        where: 'nx.json › release',
        what: `is yours and stays as it is: ${added.packageName} has no release group of its own`,
        fix: `where it should: ${JSON.stringify({ groups: { [groupName]: group(added) } })}`,
      },
    ],
  };
}
