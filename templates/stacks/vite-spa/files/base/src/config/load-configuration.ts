import { parseConfiguration, type Parsed } from './configuration';

const timeoutMs = 10_000;

const unreadable = (problem: string): Parsed => ({
  ok: false,
  problems: [{ key: 'config.json', problem }],
});

/** Reads what this environment is configured with; never from a cache, so that a changed file counts at once. */
export async function loadConfiguration(fetch: typeof globalThis.fetch): Promise<Parsed> {
  try {
    const response = await fetch('/config.json', {
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) return unreadable(`cannot be read: the server answers ${response.status}`);
    return parseConfiguration(await response.json());
  } catch (error) {
    return unreadable(error instanceof SyntaxError ? 'is not JSON' : 'cannot be read: the server does not answer');
  }
}
