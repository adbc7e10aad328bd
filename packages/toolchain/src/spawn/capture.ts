/** Bytes kept of each stream. More of a tool's answer than that is a mistake of ours: large results go to files. */
export const captureLimit = 32 * 1024 * 1024;

export interface Capture {
  write(chunk: Buffer): void;
  text(): string;
}

/** Keeps the last `limit` bytes of a stream: the end of a log is where the reason is. */
export function captureTail(limit: number = captureLimit): Capture {
  let chunks: Buffer[] = [];
  let size = 0;
  return {
    write(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > 2 * limit) {
        const kept = Buffer.concat(chunks).subarray(-limit);
        chunks = [kept];
        size = kept.length;
      }
    },
    text: () => Buffer.concat(chunks).subarray(-limit).toString('utf8'),
  };
}
