import { ConfigError } from '../config/environment.js';

interface PortTaken {
  readonly address: string;
  readonly port: number;
}

const isPortTaken = (error: unknown): error is PortTaken =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;

/** What to log when the service cannot start: what a person can act on in words, else the error as it is. */
export function describeStartFailure(error: unknown): Record<string, unknown> {
  if (error instanceof ConfigError) return { problems: error.problems };
  if (!isPortTaken(error)) return { err: error };
  const { address, port } = error;
  const next = String(port + 1);
  return {
    problems: [
      `port ${String(port)} of ${address} is taken by another program: end it, or set PORT, e.g. PORT=${next}`,
    ],
  };
}
