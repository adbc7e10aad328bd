import type { Command } from '../spawn/command';
import type { Runner } from '../spawn/command';

/** Standard output; undefined where git is missing, or this is no repository, or it has no answer. */
export async function askGit(run: Runner, command: Command): Promise<string | undefined> {
  try {
    const { exitCode, stdout } = await run(command, { timeoutMs: 60_000 });
    return exitCode === 0 ? stdout : undefined;
  } catch {
    return undefined;
  }
}
