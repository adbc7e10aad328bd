import { runChecked, type Command, type Outcome, type Runner } from '@org/ci-toolchain';

/** Where a run happens. */
export interface Place {
  readonly run: Runner;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/** Runs a command that must succeed. */
export const must = ({ run, signal }: Place, command: Command): Promise<Outcome> =>
  runChecked(run, command, { signal });

/** Runs a command whose exit code is an answer. */
export const ask = ({ run, signal }: Place, command: Command): Promise<Outcome> => run(command, { signal });
