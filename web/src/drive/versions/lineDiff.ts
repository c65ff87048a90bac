/**
 * Which lines of two texts stand in only one of them: the longest common run of lines (Myers), so that what moved
 * down by a new paragraph is not told as changed. Texts that differ too much are told without marks.
 */
export interface Differing {
  readonly older: ReadonlySet<number>;
  readonly newer: ReadonlySet<number>;
}

const MOST_STEPS = 1000;

/** null where finding out would take too long. */
export function findDiffering(older: readonly string[], newer: readonly string[]): Differing | null {
  const start = countSame(older, newer, 0);
  const end = countSameAtEnd(older, newer, start);
  const left = older.slice(start, older.length - end);
  const right = newer.slice(start, newer.length - end);
  const common = findCommon(left, right);
  if (common === null) return null;
  const keptLeft = new Set(common.map(([at]) => at));
  const keptRight = new Set(common.map(([, at]) => at));
  return {
    older: new Set(left.flatMap((_, at) => (keptLeft.has(at) ? [] : [at + start]))),
    newer: new Set(right.flatMap((_, at) => (keptRight.has(at) ? [] : [at + start]))),
  };
}

function countSame(older: readonly string[], newer: readonly string[], from: number): number {
  let at = from;
  while (at < older.length && at < newer.length && older[at] === newer[at]) at += 1;
  return at;
}

function countSameAtEnd(older: readonly string[], newer: readonly string[], start: number): number {
  let end = 0;
  while (end < older.length - start && end < newer.length - start && older[older.length - 1 - end] === newer[newer.length - 1 - end]) end += 1;
  return end;
}

/** Pairs of places of equal lines, in order; the fewest lines are left over. */
function findCommon(left: readonly string[], right: readonly string[]): readonly (readonly [number, number])[] | null {
  const traces: Int32Array[] = [];
  const most = Math.min(left.length + right.length, MOST_STEPS);
  const middle = most + 1;
  const reach = new Int32Array(2 * most + 3);
  for (let step = 0; step <= most; step += 1) {
    traces.push(reach.slice());
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      const isDown = diagonal === -step || (diagonal !== step && reach[middle + diagonal - 1]! < reach[middle + diagonal + 1]!);
      let x = isDown ? reach[middle + diagonal + 1]! : reach[middle + diagonal - 1]! + 1;
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x += 1;
      reach[middle + diagonal] = x;
      if (x >= left.length && x - diagonal >= right.length) return walkBack(traces, left.length, right.length, middle);
    }
  }
  return null;
}

function walkBack(traces: readonly Int32Array[], width: number, height: number, middle: number): readonly (readonly [number, number])[] {
  const pairs: [number, number][] = [];
  let [x, y] = [width, height];
  for (let step = traces.length - 1; step >= 0; step -= 1) {
    const reach = traces[step]!;
    const diagonal = x - y;
    const isDown = diagonal === -step || (diagonal !== step && reach[middle + diagonal - 1]! < reach[middle + diagonal + 1]!);
    const before = isDown ? diagonal + 1 : diagonal - 1;
    const fromX = step === 0 ? 0 : reach[middle + before]!;
    const fromY = step === 0 ? 0 : fromX - before;
    while (x > fromX && y > fromY && x > 0 && y > 0) pairs.unshift([(x -= 1), (y -= 1)]);
    [x, y] = [fromX, fromY];
  }
  return pairs;
}
