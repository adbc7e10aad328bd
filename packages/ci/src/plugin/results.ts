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
 * Whether a run ends without having shown them. In CI a batch's announcements are seen as they come, but on GitHub Nx
 * holds them back, to put the output of each task in a group of its own; on a terminal its display covers them, and
 * elsewhere it prints them. A task that was run by its name is always shown.
 */
export function isUnseen(
  { CI, GITHUB_ACTIONS, NX_SKIP_LOG_GROUPING, NX_STREAM_OUTPUT }: Environment,
  argv: readonly string[],
  isTerminal: boolean,
): boolean {
  if (!argv.includes('run-many') && !argv.includes('affected')) return false;
  if (NX_STREAM_OUTPUT === 'true') return false;
  if (GITHUB_ACTIONS) return NX_SKIP_LOG_GROUPING !== 'true';
  return isTerminal && (CI === undefined || CI === '' || CI === 'false');
}
