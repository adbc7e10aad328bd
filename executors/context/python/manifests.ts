import path from 'node:path';
import { isInContext, libraryContext, parsePyproject, unwrap, type Pyproject } from '@org/ci-core';
import { readOptional } from '../read-optional';

/** What the manifests of members say, by folder. */
export async function readManifests(
  root: string,
  folders: readonly string[],
): Promise<Map<string, Pyproject>> {
  const read = async (folder: string): Promise<[string, Pyproject]> => {
    const file = path.posix.join(folder, 'pyproject.toml');
    const text = (await readOptional(path.join(root, file))) ?? '';
    return [folder, unwrap(parsePyproject(text, file))];
  };
  return new Map(await Promise.all(folders.map(read)));
}

/**
 * Whoever builds a library reads the file that describes it, and fails where there is none; no context has such files, so
 * that words change no image. An empty one does as well.
 */
export const descriptionsOf = (manifests: ReadonlyMap<string, Pyproject>): Record<string, string> =>
  Object.fromEntries(
    [...manifests].flatMap(([folder, { readme }]): [string, string][] =>
      readme === undefined || isInContext(libraryContext, readme) || readme.split('/').includes('..')
        ? []
        : [[path.posix.join(folder, readme), '']],
    ),
  );
