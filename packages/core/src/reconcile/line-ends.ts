/** The text with LF line ends: what is hashed and compared, so that git's autocrlf is not an edit. */
export const toLf = (text: string): string => text.replaceAll('\r\n', '\n');

/**
 * Whether a text was read from bytes that are not UTF-8 (Latin-1, UTF-16): written back, they would be others. They stay
 * until somebody replaces the file as a whole.
 */
export const isLossy = (text: string): boolean => text.includes('\uFFFD');

/** Whether most of the line ends are CRLF. */
export function isCrlf(text: string): boolean {
  const crlf = text.split('\r\n').length - 1;
  return crlf > 0 && crlf * 2 >= text.split('\n').length - 1;
}

/** `text` with the line ends that `like` has. */
export const withLineEndsOf = (like: string, text: string): string =>
  isCrlf(like) ? toLf(text).replaceAll('\n', '\r\n') : text;
