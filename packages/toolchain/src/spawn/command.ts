/** What would be run, as a value: planned, printed, compared in tests and run, always the same. */
export interface Command {
  readonly tool: string;
  readonly args: readonly string[];
  /** Absolute folder; the current one where it is missing. */
  readonly cwd?: string;
  /** Added to the environment that is there. */
  readonly env?: Readonly<Record<string, string>>;
  /** Text for standard input, which is empty otherwise. */
  readonly input?: string;
  /** Values that are never printed: not by formatCommand, not in a problem, not in a line. */
  readonly secrets?: readonly string[];
}

/** How a command ended. A signal counts as 128 and its number, as shells have it. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Each line of standard output and standard error, as it appears, without its end. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** Ends the child: SIGTERM, and SIGKILL five seconds later. */
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

/** Runs a command and waits for its end. A non-zero exit is an outcome; a tool that cannot run is a ProblemError. */
export type Runner = (command: Command, options?: RunOptions) => Promise<Outcome>;
