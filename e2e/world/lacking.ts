import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';

type Environment = Record<string, string>;

/** Environment in which no engine listens. */
export const withoutEngine = (folder: string): Promise<Environment> =>
  Promise.resolve({ DOCKER_HOST: `unix://${join(folder, 'nobody.sock')}` });

/** Environment whose PATH has Node and git and nothing else. */
export async function withoutDocker(folder: string): Promise<Environment> {
  const path = join(folder, 'without-docker');
  await mkdir(path);
  const { stdout: git } = await execa('which', ['git']);
  await symlink(process.execPath, join(path, 'node'));
  await symlink(git, join(path, 'git'));
  return { PATH: path };
}

/**
 * Environment in which docker says that it has no buildx. It looks for plugins in the user's folder, then in the
 * system's; the first of a name counts, and one that does not answer is none.
 */
export async function withoutBuildx(folder: string): Promise<Environment> {
  const config = join(folder, 'without-buildx');
  await mkdir(join(config, 'cli-plugins'), { recursive: true });
  await writeFile(join(config, 'cli-plugins/docker-buildx'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  return { DOCKER_CONFIG: config };
}
