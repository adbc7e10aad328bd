/** Whether a name matches a pattern in which `*` stands for any characters. Linear: no pattern can make it slow. */
export function isNamed(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return name === pattern;
  const last = rest.pop() ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
    return false;
  let middle = name.slice(first.length, name.length - last.length);
  for (const part of rest) {
    const at = middle.indexOf(part);
    if (at === -1) return false;
    middle = middle.slice(at + part.length);
  }
  return true;
}

/** `libs/{a,b}` as `libs/a` and `libs/b`. */
function alternatives(glob: string): string[] {
  const found = /^(?<before>[^{}]*)\{(?<inside>[^{}]*)\}(?<after>.*)$/.exec(glob)?.groups;
  if (!found) return [glob];
  const { before = '', inside = '', after = '' } = found;
  return inside.split(',').flatMap((one) => alternatives(`${before}${one}${after}`));
}

function isCoveredBy(glob: string, directory: string): boolean {
  const wanted = directory.split('/');
  const parts = glob.replace(/^\.\//, '').replace(/\/$/, '').split('/');
  const match = (part: number, at: number): boolean => {
    const pattern = parts[part];
    if (pattern === undefined) return at === wanted.length;
    if (pattern === '**') return match(part + 1, at) || (at < wanted.length && match(part, at + 1));
    return at < wanted.length && isNamed(wanted[at] ?? '', pattern) && match(part + 1, at + 1);
  };
  return match(0, 0);
}

/** Whether a workspaces glob covers a folder (POSIX): `*` within one part, `**` for any parts, `{a,b}` for either. */
export const isCovered = (glob: string, directory: string): boolean =>
  alternatives(glob).some((one) => isCoveredBy(one, directory));
