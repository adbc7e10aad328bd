interface Result {
  readonly status: string;
  readonly terminalOutput?: string;
  readonly task: {
    readonly id: string;
    readonly target: { readonly project: string; readonly target: string };
  };
}

/** Targets whose output is a result that somebody needs: digest, references. */
const telling = new Set(['publish', 'promote']);

/** What the publications and promotions of a run said, each under its task's name. */
export const formatResults = (results: readonly Result[]): string =>
  results
    .filter(({ task, status }) => status === 'success' && telling.has(task.target.target))
    .map(({ task, terminalOutput = '' }) => `\n${task.id}\n${terminalOutput.trimEnd()}\n`)
    .join('');

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether a run ends without having shown them, where this process can still show them: on GitHub Nx holds a batch's
 * announcements back, to put the output of each task in a group of its own. On a terminal Nx's display covers them and
 * what plugins write, with its daemon and without (tried with 23.2): `--output-style=static` shows them. Elsewhere it
 * prints them, and a task that was run by its name is always shown.
 */
export function isUnseen(
  { GITHUB_ACTIONS, NX_SKIP_LOG_GROUPING, NX_STREAM_OUTPUT }: Environment,
  argv: readonly string[],
): boolean {
  if (!argv.includes('run-many') && !argv.includes('affected')) return false;
  return Boolean(GITHUB_ACTIONS) && NX_STREAM_OUTPUT !== 'true' && NX_SKIP_LOG_GROUPING !== 'true';
}
