import type { Tree } from '@nx/devkit';
import { formatProblems, journalPaths, ProblemError, withLine, type Problem } from '@org/ci-core';
import { logger } from '../workspace/nx';
import { readText } from '../workspace/manifests';
import { synchronize, type SyncOutcome } from './synchronize';

/** What Nx shows: the message; with sync:check also one line per detail. The callback comes after the files. */
export interface SyncResult {
  outOfSyncMessage?: string;
  outOfSyncDetails?: string[];
  callback?: () => void;
}

/** With the line in the file that a problem names, `path:line`, which terminals open. */
const located = (tree: Tree, outcome: SyncOutcome): SyncOutcome => {
  const read = (path: string): string | undefined => readText(tree, path);
  const each = (problems: readonly Problem[]): Problem[] => problems.map((one) => withLine(one, read));
  return { ...outcome, notes: each(outcome.notes), open: each(outcome.open) };
};

/** Nothing is to be written: Nx would call that in sync, whatever is open. */
function unchanged({ notes, open }: SyncOutcome): SyncResult {
  if (notes.length > 0) logger.warn(formatProblems(notes));
  if (open.length > 0) throw new ProblemError(open);
  return {};
}

/** sync:check shows the details, sync writes what can be written and then says what is open: both end non-zero. */
function outOfSync(files: readonly string[], { notes, open, done }: SyncOutcome): SyncResult {
  const message = `${files.length} generated file(s) differ from service.yaml, ci.yaml or the standard.`;
  const callback = (): void => {
    done();
    if (open.length > 0) throw new ProblemError(open);
  };
  return {
    outOfSyncMessage: notes.length > 0 ? `${message}\n${formatProblems(notes)}` : message,
    outOfSyncDetails: [
      ...files.map((file) => `${file} is out of date`),
      ...(open.length > 0 ? [formatProblems(open)] : []),
    ],
    callback,
  };
}

const isLog = (path: string): boolean => journalPaths.some((one) => one === path);

/**
 * Generated files follow their manifests and their standard. Registered as a global sync generator by init.
 * @throws ProblemError where nothing can be written and something is open: a manifest that cannot be read, a change of
 * the standard that waits for the user
 */
export async function syncGenerator(tree: Tree): Promise<SyncResult> {
  if (readText(tree, 'ci.yaml') === undefined) return {};
  const outcome = located(tree, await synchronize(tree));
  const others = tree.listChanges().flatMap(({ path }) => (isLog(path) ? [] : [path]));
  const files = outcome.changed.length > 0 ? outcome.changed : others;
  return files.length === 0 ? unchanged(outcome) : outOfSync(files, outcome);
}

export default syncGenerator;
