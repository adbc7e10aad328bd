/** Where progress is shown: standard error, so that what a command prints stays what it prints. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const everyMs = 2000;

/**
 * One line about long work, at most every two seconds; on a terminal it replaces the line before it. Nothing runs beside
 * the work: what is done in two seconds is not spoken of.
 * @param now monotonic milliseconds
 * @returns to be called with how much of how much is done
 */
export function showProgress(
  what: string,
  stream: ProgressStream = process.stderr,
  now: () => number = () => performance.now(),
): (done: number, of: number) => void {
  let shownAt = now();
  let isShown = false;
  return (done, of) => {
    const isLast = isShown && done === of;
    if (!isLast && now() - shownAt < everyMs) return;
    shownAt = now();
    isShown = true;
    const line = `${what}: ${done} of ${of}`;
    if (stream.isTTY === true) stream.write(`\r${line}${done === of ? '\n' : ''}`);
    else stream.write(`${line}\n`);
  };
}
