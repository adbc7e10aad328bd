/**
 * Untrusted text made fit for a message: quoted, control characters escaped, at most `max` characters,
 * and without what looks like credentials (`//user:password@`, `user:password@host`).
 */
export function quote(text: string, max = 120): string {
  const redacted = text.slice(0, max * 4).replace(/(^|\/\/)[^/@]*:[^/@]*@(?!sha256:)/g, '$1…@');
  const short = redacted.length > max ? `${redacted.slice(0, max)}…` : redacted;
  return JSON.stringify(short);
}

/** Untrusted text of an answer on one line, without control characters, at most `max` characters. */
export function oneLine(text: string, max = 200): string {
  const flat = text
    .slice(0, max * 4)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]+/g, ' ')
    .trim();
  return flat.length > max ? `${flat.slice(0, max)}…` : flat;
}
