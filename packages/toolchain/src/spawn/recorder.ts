import type { Command, Outcome, Runner } from './command';

export interface Recorder {
  readonly run: Runner;
  readonly commands: readonly Command[];
}

/** A runner for tests of plans: remembers every command and answers from `answer`, success with no output otherwise. */
export function recordRuns(answer: (command: Command) => Partial<Outcome> = () => ({})): Recorder {
  const commands: Command[] = [];
  return {
    commands,
    run: (command, options) => {
      commands.push(command);
      const outcome = { exitCode: 0, stdout: '', stderr: '', ...answer(command) };
      for (const line of `${outcome.stdout}\n${outcome.stderr}`.split('\n').filter(Boolean))
        options?.onLine?.(line);
      return Promise.resolve(outcome);
    },
  };
}
