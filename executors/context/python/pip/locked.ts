import path from 'node:path';
import { pipLock, ProblemError, type Problem } from '@org/ci-core';
import type { Placed } from '../../packages';
import { readOptional } from '../../read-optional';

type InProject = Pick<Placed, 'root' | 'directory' | 'project'>;

const fix = (project: string): string => `npx nx run ${project}:lock, and commit what it writes`;

const lockMissing = ({ directory, project }: InProject, file: string): Problem => ({
  code: 'lock-missing',
  where: path.posix.join(directory, file),
  what: 'is missing: pip installs what it names, and nothing that it has no hash of',
  fix: fix(project),
});

/** A library that the service uses, and that is not installed with it. */
export const notLocked = ({ directory, project }: InProject, folder: string): Problem => ({
  code: 'lock-stale',
  where: path.posix.join(directory, pipLock.libraries),
  what: `does not name ./${folder}, which ${project} uses`,
  fix: fix(project),
});

/** Text of a project's lock file. Code: lock-missing. */
export async function demandLock(project: InProject, kind: keyof typeof pipLock): Promise<string> {
  const text = await readOptional(path.join(project.root, project.directory, pipLock[kind]));
  if (text === undefined) throw new ProblemError(lockMissing(project, pipLock[kind]));
  return text;
}
