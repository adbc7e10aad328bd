import { logger, type Tree } from '@nx/devkit';
import { formatProblems } from '@org/ci-core';
import { readText } from '../workspace/manifests';
import { synchronize } from './synchronize';

/** What Nx shows: the message, and one line per file. */
export interface SyncResult {
  outOfSyncMessage?: string;
  outOfSyncDetails?: string[];
}

/** Generated files follow their manifests and their standard. Registered as a global sync generator by init. */
export async function syncGenerator(tree: Tree): Promise<SyncResult> {
  if (readText(tree, 'ci.yaml') === undefined) return {};
  const { changed, problems } = await synchronize(tree);
  if (problems.length > 0) logger.warn(formatProblems(problems));
  const others = tree.listChanges().map(({ path }) => path);
  const files = changed.length > 0 ? changed : others;
  if (files.length === 0) return {};
  return {
    outOfSyncMessage: `${files.length} generated file(s) differ from service.yaml, ci.yaml or the standard.`,
    outOfSyncDetails: files.map((file) => `${file} is out of date`),
  };
}

export default syncGenerator;
