import { dirname } from 'node:path/posix';
import type { Tree } from '@nx/devkit';
import {
  isKubernetesObject,
  isManifest,
  nameTaken,
  parseService,
  parseWorkspace,
  parsePins,
  pinsPath,
  ProblemError,
  RelativePath,
  unwrap,
  type FoundService,
  type PinLock,
  type Problem,
  type Workspace,
} from '@org/ci-core';
import { globAsync } from './nx';

export interface FoundServices {
  /** Sorted by name. */
  readonly services: readonly FoundService[];
  readonly problems: readonly Problem[];
}

/** Text of a file of the tree, undefined where there is none. */
export const readText = (tree: Tree, path: string): string | undefined =>
  tree.isFile(path) ? (tree.read(path, 'utf-8') ?? undefined) : undefined;

/** Bytes of a file of the tree, undefined where there is none. */
export const readBytes = (tree: Tree, path: string): Buffer | undefined =>
  tree.isFile(path) ? (tree.read(path) ?? undefined) : undefined;

function placed(tree: Tree, path: string): FoundService | readonly Problem[] {
  const directory = dirname(path);
  const text = readText(tree, path) ?? '';
  if (isKubernetesObject(text)) return [];
  if (!RelativePath.safeParse(directory).success)
    return [
      {
        code: 'service-place',
        where: path,
        what: 'this folder cannot hold a service',
        fix: 'move it below a folder whose path is letters, digits and @ . _ - only',
      },
    ];
  const parsed = parseService(text, path);
  return parsed.ok ? { service: parsed.value, directory } : parsed.problems;
}

const sorted = (services: Iterable<FoundService>): FoundService[] =>
  [...services].sort((a, b) => (a.service.name < b.service.name ? -1 : 1));

/** Pure: with a service that was not there before. */
export const withService = ({ services, problems }: FoundServices, added: FoundService): FoundServices => ({
  services: sorted([...services, added]),
  problems,
});

/** Every service.yaml of the workspace: the valid ones, and the problems of the others. */
export async function findServices(tree: Tree): Promise<FoundServices> {
  const paths = (await globAsync(tree, ['service.yaml', '**/service.yaml'])).filter(isManifest).sort();
  const services = new Map<string, FoundService>();
  const problems: Problem[] = [];
  for (const path of paths) {
    const found = placed(tree, path);
    if (!('service' in found)) {
      problems.push(...found);
      continue;
    }
    const first = services.get(found.service.name);
    if (first) problems.push(nameTaken(found.service.name, found.directory, first.directory));
    else services.set(found.service.name, found);
  }
  return { services: sorted(services.values()), problems };
}

/**
 * ci.yaml of the tree.
 * @throws ProblemError with all its problems, or where there is none
 */
export function readWorkspace(tree: Tree): Workspace {
  const text = readText(tree, 'ci.yaml');
  if (text !== undefined) return unwrap(parseWorkspace(text, 'ci.yaml'));
  throw new ProblemError({
    code: 'workspace-file-missing',
    where: 'ci.yaml',
    what: 'the workspace is not set up for @org/ci',
    fix: 'run: npx nx g @org/ci:init',
  });
}

/**
 * Image digests that were resolved before; none where nobody did.
 * @throws ProblemError where the file is damaged
 */
export const readPins = (tree: Tree): PinLock => unwrap(parsePins(readText(tree, pinsPath)));
