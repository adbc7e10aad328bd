/** What a file of JSON is indented with: the white space of the first line after its bracket. */
const unitOf = (text: string): string | undefined =>
  /^\s*[{[][^\S\n]*\n([ ]{1,8}|\t)(?=[^\s])/.exec(text)?.[1];

/** `text` indented with what `mine` is: tabs, or as many spaces. Lines that are indented otherwise stay. */
export function indentedLike(mine: string, text: string): string {
  const [own, unit] = [unitOf(mine), unitOf(text)];
  if (own === undefined || unit === undefined || own === unit) return text;
  return text.replace(/^[ \t]+/gm, (blank) => {
    const depth = Math.floor(blank.length / unit.length);
    return blank === unit.repeat(depth) ? own.repeat(depth) : blank;
  });
}
