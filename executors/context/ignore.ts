import dockerignore from '@balena/dockerignore';

/** Says whether Docker would send a file, POSIX, from the context's root. */
export type Allows = (path: string) => boolean;

/** The line with which an allow-list begins. */
const nothing = /^(\*\*|\*|\/|\/\*\*)$/;

/**
 * The patterns of an ignore file as Docker reads them (docs.docker.com/build/concepts/context/#dockerignore-files).
 * `folders` are those of the workspace libraries of this service: an allow-list need not name them, for the list knows
 * no closure; all that it keeps out of every folder stays out of them, too.
 */
export function parseIgnore(text: string, folders: readonly string[] = []): Allows {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const start = lines.findIndex((line) => nothing.test(line)) + 1;
  const allowed = start === 0 ? [] : folders.map((folder) => `!/${folder}/**`);
  const rules = dockerignore().add([...lines.slice(0, start), ...allowed, ...lines.slice(start)]);
  return (path) => !rules.ignores(path);
}
