/** A time limit of one request, and the run's interruption, as one signal. */
export interface Watchdog {
  readonly signal: AbortSignal;
  /** The time begins anew. */
  readonly alive: () => void;
  /** Ends what is still under way: a transfer whose other end failed must not hold its connection. */
  readonly stop: () => void;
}

/** One for all requests: an error of its own with its stack would cost each of them more than all else here. */
const over = new DOMException('the request is over', 'AbortError');

/**
 * Aborts its signal when `ms` milliseconds went by without a sign of life, or when `outer` is aborted. `outer` lives as
 * long as the run: a listener that is taken off again leaves nothing on it, as AbortSignal.any does.
 */
export function startWatchdog(ms: number, outer?: AbortSignal): Watchdog {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(new DOMException(`nothing happened for ${ms} ms`, 'TimeoutError'));
  }, ms);
  const interrupt = (): void => {
    controller.abort(outer?.reason);
  };
  if (outer?.aborted) interrupt();
  outer?.addEventListener('abort', interrupt, { once: true });
  return {
    signal: controller.signal,
    alive: () => void timer.refresh(),
    stop: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', interrupt);
      controller.abort(over);
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
