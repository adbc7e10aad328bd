/** Pairs of indices of two lists, each list ascending. */
export type Pairs = readonly (readonly [number, number])[];

/** Beyond this many comparisons, what has no unique neighbour is not aligned any more. */
const maxCells = 1_000_000;

/** The longest series of pairs that ascends on both sides, of pairs that ascend on the left. */
function ascending(pairs: Pairs): [number, number][] {
  const tails: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, right], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < right) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  });
  const found: [number, number][] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair) found.push([pair[0], pair[1]]);
  }
  return found.reverse();
}

function uniquePositions(list: readonly string[], from: number, to: number): Map<string, number> {
  const positions = new Map<string, number>();
  for (let index = from; index < to; index++) {
    const text = list[index] ?? '';
    positions.set(text, positions.has(text) ? -1 : index);
  }
  return positions;
}

interface Window {
  readonly left: number;
  readonly leftEnd: number;
  readonly right: number;
  readonly rightEnd: number;
}

function uniquePairs(a: readonly string[], b: readonly string[], window: Window): [number, number][] {
  const right = uniquePositions(b, window.right, window.rightEnd);
  const pairs: [number, number][] = [];
  for (const [text, index] of uniquePositions(a, window.left, window.leftEnd)) {
    const other = right.get(text) ?? -1;
    if (index >= 0 && other >= 0) pairs.push([index, other]);
  }
  return ascending(pairs);
}

/** The longest common subsequence, by table. */
function commonByTable(a: readonly string[], b: readonly string[], window: Window): [number, number][] {
  const { left, leftEnd, right, rightEnd } = window;
  const width = rightEnd - right + 1;
  if ((leftEnd - left) * width > maxCells) return [];
  const table = new Uint32Array((leftEnd - left + 1) * width);
  for (let i = leftEnd - left - 1; i >= 0; i--)
    for (let j = width - 2; j >= 0; j--)
      table[i * width + j] =
        a[left + i] === b[right + j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < leftEnd - left && j < width - 1;) {
    if (a[left + i] === b[right + j]) pairs.push([left + i++, right + j++]);
    else if ((table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0)) i++;
    else j++;
  }
  return pairs;
}

function alignWindow(
  a: readonly string[],
  b: readonly string[],
  window: Window,
  found: [number, number][],
): void {
  let { left, leftEnd, right, rightEnd } = window;
  while (left < leftEnd && right < rightEnd && a[left] === b[right]) found.push([left++, right++]);
  const suffix: [number, number][] = [];
  while (left < leftEnd && right < rightEnd && a[leftEnd - 1] === b[rightEnd - 1])
    suffix.push([--leftEnd, --rightEnd]);
  if (left < leftEnd && right < rightEnd) {
    const inner = { left, leftEnd, right, rightEnd };
    const anchors = uniquePairs(a, b, inner);
    if (anchors.length === 0) found.push(...commonByTable(a, b, inner));
    else {
      for (const [x, y] of [...anchors, [leftEnd, rightEnd] as const]) {
        alignWindow(a, b, { left, leftEnd: x, right, rightEnd: y }, found);
        if (x < leftEnd) found.push([x, y]);
        left = x + 1;
        right = y + 1;
      }
    }
  }
  for (const pair of suffix.reverse()) found.push(pair);
}

/**
 * Which texts of two lists are the same ones, in order: by what is unique first (as "patience" diffs do), by the
 * longest common subsequence in between. Fast for long lists whatever they hold.
 */
export function alignSequences(a: readonly string[], b: readonly string[]): [number, number][] {
  const found: [number, number][] = [];
  alignWindow(a, b, { left: 0, leftEnd: a.length, right: 0, rightEnd: b.length }, found);
  return found;
}
