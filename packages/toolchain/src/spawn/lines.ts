import { StringDecoder } from 'node:string_decoder';

/** A line longer than this is passed on in pieces: a tool without line ends must not fill the memory. */
const longest = 64 * 1024;

export interface LineSplitter {
  write(chunk: Buffer): void;
  /** Passes on what the last line end left over. */
  end(): void;
}

/** Cuts chunks into lines (LF, CRLF or CR, which progress bars use), whatever characters they cut through. */
export function splitLines(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (text: string): void => {
    const lines = (rest + text).split(/\r?\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    lines.filter((line) => line !== '').forEach(onLine);
    if (rest.length > longest) {
      onLine(rest);
      rest = '';
    }
  };
  return {
    write: (chunk) => {
      take(decoder.write(chunk));
    },
    end: () => {
      take(decoder.end());
      const last = rest.replace(/\r$/, '');
      rest = '';
      if (last !== '') onLine(last);
    },
  };
}
