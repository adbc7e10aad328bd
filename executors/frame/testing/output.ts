import { vi } from 'vitest';

/** What this process writes, in place of a terminal. */
export interface Output {
  /** All of both streams, in order, since it was last cleared. */
  text(): string;
  clear(): void;
  /** Gives the streams back. */
  restore(): void;
}

/** Takes both streams from now on. */
export function captureOutput(): Output {
  let said = '';
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      said += String(chunk);
      return true;
    }),
  );
  return {
    text: () => said,
    clear: () => {
      said = '';
    },
    restore: () => {
      for (const spy of spies) spy.mockRestore();
    },
  };
}
