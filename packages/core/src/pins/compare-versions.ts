/** `v4.2.0-rc.1` → its numbers and what follows them. */
function partsOf(version: string): { numbers: number[]; rest: string } {
  const [, numbers = '', rest = ''] = /^v?(\d+(?:\.\d+)*)?(.*)$/s.exec(version) ?? [];
  return { numbers: numbers === '' ? [] : numbers.split('.').map(Number), rest: rest.replace(/\+.*$/s, '') };
}

/** Nothing after the numbers is newer than a pre-release; pre-releases by their numbers, then by text. */
const compareRest = (a: string, b: string): number => {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  return a.localeCompare(b, 'en', { numeric: true });
};

/**
 * Which of two tags is newer: above 0 where `a` is. As semantic versions are compared, for tags as they are found: with
 * or without v, of one to many numbers (v4, v0.11.0.1).
 */
export function compareVersions(a: string, b: string): number {
  const one = partsOf(a);
  const other = partsOf(b);
  const length = Math.max(one.numbers.length, other.numbers.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (one.numbers[index] ?? 0) - (other.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return compareRest(one.rest, other.rest);
}
