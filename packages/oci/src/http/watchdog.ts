/** Aborts its signal when nothing was reported for `ms` milliseconds. */
export interface Watchdog {
  readonly signal: AbortSignal;
  readonly alive: () => void;
  /** Ends what is still under way: a transfer whose other end failed must not hold its connection. */
  readonly stop: () => void;
}

export function startWatchdog(ms: number): Watchdog {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new DOMException(`nothing happened for ${ms} ms`, 'TimeoutError'));
  }, ms);
  return {
    signal: controller.signal,
    alive: () => void timer.refresh(),
    stop: () => {
      clearTimeout(timer);
      controller.abort();
    },
  };
}

/** The same chunks; each of them shows the watchdog that bytes flow. */
export async function* watched(
  chunks: AsyncIterable<Uint8Array>,
  watchdog: Watchdog,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    watchdog.alive();
    yield chunk;
  }
}
