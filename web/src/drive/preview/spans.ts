/** Which of many things laid out in a row, each with its own length, stand in view: pages, rows, columns. */

/** Where each begins, and at the end where all end. `gap` stands before each and after the last. */
export function layOut(lengths: readonly number[], gap: number): number[] {
  const starts: number[] = [];
  let at = gap;
  for (const length of lengths) {
    starts.push(at);
    at += length + gap;
  }
  starts.push(at);
  return starts;
}

/** The last that begins at or before `at`; 0 where none does. */
export function findAt(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** From the first to just after the last that is in view, with `more` on either side. */
export function listInView(starts: readonly number[], from: number, length: number, more: number): { first: number; end: number } {
  const count = starts.length - 1;
  if (count <= 0) return { first: 0, end: 0 };
  return { first: Math.max(0, findAt(starts, from) - more), end: Math.min(count, findAt(starts, from + length) + 1 + more) };
}

/** As finely as asked for, but with no more than `most` points of colour: a canvas of any size must fit in memory. */
export function capScale(width: number, height: number, scale: number, most: number): number {
  const points = width * height * scale * scale;
  return points <= most ? scale : Math.sqrt(most / (width * height));
}

const STEPS = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.25, 1.5, 2, 3, 4, 6, 8];

/** The next zoom step up or down from any zoom. */
export function stepZoom(zoom: number, by: 1 | -1, most = 8, least = 0.1): number {
  const steps = STEPS.filter((step) => step >= least && step <= most);
  const next = by > 0 ? steps.find((step) => step > zoom * 1.01) : steps.findLast((step) => step < zoom * 0.99);
  return next ?? zoom;
}
