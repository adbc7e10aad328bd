import { found, strongest, type Found } from '../evidence';
import { readOwn, type Project } from '../project';
import { composeOf } from './compose';

/** Text of the Dockerfile that the program has already, long lines joined. */
export const ownDockerfile = (project: Project): string | undefined =>
  readOwn(project, 'Dockerfile')?.replace(/\\\r?\n/g, ' ');

/** Sources of COPY and ADD that come from the context. */
const copied = (text: string): string[] =>
  [...text.matchAll(/^\s*(?:COPY|ADD)\s+(?!.*--from=)(.*)$/gim)].flatMap(([, rest = '']) => {
    const words = rest.replace(/[[\]",]/g, ' ').trim().split(/\s+/).filter((word) => !word.startsWith('--')); // prettier-ignore
    return words.slice(0, -1).map((word) => word.replace(/^\.?\//, ''));
  });

export type Context = 'service' | 'workspace';

/** The folder that the program's own Dockerfile is written for; nothing where it has none. */
export function findContext(project: Project): readonly Found<Context>[] {
  const text = ownDockerfile(project);
  if (text === undefined) return [];
  const sources = copied(text);
  const far = sources.find(
    (source) => source === project.directory || source.startsWith(`${project.directory}/`),
  );
  return strongest(
    composeOf(project).contexts,
    far === undefined ? [] : [found('workspace' as const, `Dockerfile › COPY ${far}`)],
    sources.slice(0, 1).map((source) => found('service' as const, `Dockerfile › COPY ${source || '.'}`)),
  );
}

/** Whether an image of it runs as a user with a number that is not root's: what is checked of every image. */
export function runsAsRoot(project: Project): boolean {
  const text = ownDockerfile(project);
  if (text === undefined) return false;
  const last = [...text.matchAll(/^\s*(FROM|USER)\s+(\S+)/gim)].at(-1);
  return last?.[1]?.toUpperCase() !== 'USER' || !/^[1-9]\d*(:\d+)?$/.test(last[2] ?? '');
}
