interface Bound {
  readonly operator: '>=' | '>' | '<' | '<=';
  readonly version: string;
}

/** `3.11.1` → [3, 11, 1] */
const numbers = (version: string): number[] => version.split('.').map(Number);

function compare(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `>=3.11,<3.14` as its bounds; undefined where it says something else than bounds. */
function boundsOf(text: string): Bound[] | undefined {
  const bounds = text.split(',').map((part) => {
    const found = /^\s*(>=|<=|>|<)\s*(\d+(?:\.\d+)*)\s*$/.exec(part);
    return found && { operator: found[1] as Bound['operator'], version: found[2] ?? '' };
  });
  return bounds.every((bound) => bound !== null) ? bounds : undefined;
}

/** The narrower of two bounds of one side; of the same version, the one without it. */
function narrower(a: Bound, b: Bound): Bound {
  const order = compare(a.version, b.version);
  if (order === 0) return a.operator.length === 1 ? a : b;
  return (a.operator.startsWith('>') ? order > 0 : order < 0) ? a : b;
}

/**
 * What several `requires-python` ask for together, as uv writes it: `>=3.11, <3.14`. Undefined where none of them says
 * anything, or one says it in another way than by bounds.
 */
export function intersectPython(texts: readonly string[]): string | undefined {
  const bounds = texts.map(boundsOf);
  if (bounds.length === 0 || bounds.includes(undefined)) return undefined;
  const all = bounds.flatMap((each) => each ?? []);
  const sides = ['>', '<'].map((side) => all.filter(({ operator }) => operator.startsWith(side)));
  return sides
    .filter((side) => side.length > 0)
    .map((side) => side.reduce(narrower))
    .map(({ operator, version }) => `${operator}${version}`)
    .join(', ');
}
