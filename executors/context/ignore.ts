import dockerignore from '@balena/dockerignore';

/** Says whether Docker would send a file, POSIX, from the context's root. */
export type Allows = (path: string) => boolean;

/** The patterns of an ignore file as Docker reads them (docs.docker.com/build/concepts/context/#dockerignore-files). */
export function parseIgnore(text: string): Allows {
  const rules = dockerignore().add(text);
  return (path) => !rules.ignores(path);
}
