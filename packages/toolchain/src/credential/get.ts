import type { Runner } from '../spawn/command';

/**
 * Asks a Docker credential helper for a registry's login (protocol: github.com/docker/docker-credential-helpers).
 * @returns its standard output, or undefined where it has none for that server
 */
export const askCredentialHelper =
  (run: Runner, signal: AbortSignal | undefined) =>
  async (program: string, server: string): Promise<string | undefined> => {
    const { exitCode, stdout } = await run(
      { tool: program, args: ['get'], input: server },
      { signal, timeoutMs: 30_000 },
    );
    return exitCode === 0 ? stdout : undefined;
  };
