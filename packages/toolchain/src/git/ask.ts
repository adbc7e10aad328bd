import type { Command, Runner } from '../spawn/command';

/** Who asks, and until when. */
interface Asking {
  readonly run: Runner;
  /** Undefined where nothing interrupts. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Standard output; undefined where git is missing, or this is no repository, or it has no answer. An interruption is no
 * answer either, and is thrown: nobody must go on as if git had none.
 */
export async function askGit({ run, signal }: Asking, command: Command): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await run(command, { signal, timeoutMs: 60_000 });
    return exitCode === 0 ? stdout : undefined;
  } catch (error) {
    if (signal?.aborted) throw error;
    return undefined;
  }
}
