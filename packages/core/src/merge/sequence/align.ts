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

/** Lengths of the longest common subsequences of all ends of two lists, row by row. */
function lengthsOf(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  const at = (row: number, column: number): number => table[row * width + column] ?? 0;
  for (let row = a.length - 1; row >= 0; row--)
    for (let column = b.length - 1; column >= 0; column--)
      table[row * width + column] =
        a[row] === b[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  return table;
}

/** The longest common subsequence, by table. */
function commonByTable(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1;
  if (a.length * width > maxCells) return [];
  const table = lengthsOf(a, b);
  const pairs: [number, number][] = [];
  let [row, column] = [0, 0];
  while (row < a.length && column < b.length) {
    if (a[row] === b[column]) pairs.push([row++, column++]);
    else if ((table[(row + 1) * width + column] ?? 0) >= (table[row * width + column + 1] ?? 0)) row++;
    else column++;
  }
  return pairs;
}

/** How many items at the beginning of a window are the same; with `step` -1, at its end. */
function commonEdge(
  a: readonly string[],
  b: readonly string[],
  { left, leftEnd, right, rightEnd }: Window,
  step: 1 | -1,
): number {
  const most = Math.min(leftEnd - left, rightEnd - right);
  const [from, other] = step === 1 ? [left, right] : [leftEnd - 1, rightEnd - 1];
  let count = 0;
  while (count < most && a[from + count * step] === b[other + count * step]) count++;
  return count;
}

function alignMiddle(
  a: readonly string[],
  b: readonly string[],
  window: Window,
  found: [number, number][],
): void {
  let { left, right } = window;
  const { leftEnd, rightEnd } = window;
  const anchors = uniquePairs(a, b, window);
  if (anchors.length === 0) {
    const pairs = commonByTable(a.slice(left, leftEnd), b.slice(right, rightEnd));
    for (const [x, y] of pairs) found.push([left + x, right + y]);
    return;
  }
  for (const [x, y] of [...anchors, [leftEnd, rightEnd] as const]) {
    alignWindow(a, b, { left, leftEnd: x, right, rightEnd: y }, found);
    if (x < leftEnd) found.push([x, y]);
    [left, right] = [x + 1, y + 1];
  }
}

function alignWindow(
  a: readonly string[],
  b: readonly string[],
  window: Window,
  found: [number, number][],
): void {
  const head = commonEdge(a, b, window, 1);
  for (let index = 0; index < head; index++) found.push([window.left + index, window.right + index]);
  const rest = { ...window, left: window.left + head, right: window.right + head };
  const tail = commonEdge(a, b, rest, -1);
  const middle = { ...rest, leftEnd: rest.leftEnd - tail, rightEnd: rest.rightEnd - tail };
  if (middle.left < middle.leftEnd && middle.right < middle.rightEnd) alignMiddle(a, b, middle, found);
  for (let index = 0; index < tail; index++) found.push([middle.leftEnd + index, middle.rightEnd + index]);
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
