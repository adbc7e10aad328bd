import { ageHours, ProblemError, unwrap, type Problem } from '@org/ci-core';
import { isLoopback } from '@org/ci-oci';
import { runChecked, type Command, type Scanner, type ScannerDatabase } from '@org/ci-toolchain';
import type { WorkspaceTask } from '../frame/task';
import type { ScanPolicyOptions } from './options';
import { isStale, maxAgeHours } from './policy';

/** Scanners publish every few hours; a younger database is not asked for again. */
const refreshAfterHours = 12;

type PolicyTask = WorkspaceTask<ScanPolicyOptions>;

/** How the database is brought here: from the mirror of ci.yaml, else from where the scanner's makers publish it. */
export function downloadOf({ workspace }: PolicyTask, scanner: Scanner): Command {
  const repository = workspace.scanner?.database;
  return scanner.download({
    repository,
    insecure: repository !== undefined && isLoopback(repository.split('/')[0] ?? ''),
  });
}

async function read({ run, signal }: PolicyTask, scanner: Scanner): Promise<ScannerDatabase | undefined> {
  const { stdout } = await runChecked(run, scanner.database(), { signal, timeoutMs: 60_000 });
  return unwrap(scanner.parseDatabase(stdout));
}

/** A copy that anybody can fetch, and that Docker Hub's and GitHub's limits do not reach. */
const example = 'scanner: { database: public.ecr.aws/aquasecurity/trivy-db }';

const missing = (scanner: Scanner, cause: string): Problem => ({
  code: 'scanner-database-missing',
  where: `${scanner.id} database`,
  what: `there is none on this machine${cause}`,
  fix: `run ci:scan-policy where it can be downloaded, give it more time with --databaseWithinSeconds, or name a mirror in ci.yaml, e.g. ${example}; docs/troubleshooting.md says how one is made`,
});

const reasonOf = (error: unknown): string =>
  error instanceof ProblemError ? (error.problems[0]?.what ?? '') : String(error);

/** Downloads; a failure is told, and fatal only where there is no database at all. */
async function refresh(
  task: PolicyTask,
  scanner: Scanner,
  known: ScannerDatabase | undefined,
): Promise<ScannerDatabase | undefined> {
  try {
    task.progress(`fetching the ${scanner.id} database`);
    await runChecked(task.run, downloadOf(task, scanner), {
      signal: task.signal,
      timeoutMs: task.options.databaseWithinSeconds * 1000,
    });
    return await read(task, scanner);
  } catch (error) {
    if (known === undefined)
      throw new ProblemError(missing(scanner, `, and it could not be fetched: ${reasonOf(error)}`), {
        cause: error,
      });
    const reason = reasonOf(error).split('\n')[0] ?? '';
    task.say(`the database could not be fetched: ${reason}; that of ${known.updatedAt} is used`);
    task.say('  a mirror (scanner.database in ci.yaml) or --skipDatabaseUpdate saves the attempt');
    return known;
  }
}

/** Whether a newer database is asked for: this one is stale by the policy, or its makers have most likely another. */
export const isDue = (updatedAt: string, limitHours: number, now: Date): boolean =>
  ageHours(updatedAt, now.getTime()) > refreshAfterHours || isStale(updatedAt, limitHours, now);

/**
 * The database that scans of this run judge by, refreshed where it is missing, old or stale. Whether it is too old to
 * judge is the policy's word, not an error here.
 */
export async function freshDatabase(task: PolicyTask, scanner: Scanner, now: Date): Promise<ScannerDatabase> {
  const { workspace, standard, options } = task;
  const known = await read(task, scanner);
  const limit = maxAgeHours(workspace, standard);
  const wanted = !options.skipDatabaseUpdate && (known === undefined || isDue(known.updatedAt, limit, now));
  const database = wanted ? await refresh(task, scanner, known) : known;
  if (database === undefined) throw new ProblemError(missing(scanner, ''));
  return database;
}
