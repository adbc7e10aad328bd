/** Names made unique: the second `x` is called `x~2`, the first without a name `~1`. */
export function uniqueNames(names: readonly (string | undefined)[]): string[] {
  const taken = new Set(names);
  const seen = new Map<string, number>();
  return names.map((name) => {
    const known = name ?? '';
    let count = (seen.get(known) ?? 0) + 1;
    while (count > 1 && taken.has(`${known}~${count}`)) count++;
    seen.set(known, count);
    return count === 1 && known !== '' ? known : `${known}~${count}`;
  });
}
