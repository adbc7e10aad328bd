/**
 * Untrusted text made fit for a message: quoted, control characters escaped, at most `max` characters,
 * and without what looks like credentials (`//user:password@`, `user:password@host`).
 */
export function quote(text: string, max = 120): string {
  const redacted = text.slice(0, max * 4).replace(/(^|\/\/)[^/@]*:[^/@]*@(?!sha256:)/g, '$1…@');
  const short = redacted.length > max ? `${redacted.slice(0, max)}…` : redacted;
  return JSON.stringify(short);
}

/** Untrusted text of an answer on one line, without control and direction characters, at most `max` characters. */
export function oneLine(text: string, max = 200): string {
  const flat = text
    .slice(0, max * 4)
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
  return flat.length > max ? `${flat.slice(0, max)}…` : flat;
}
