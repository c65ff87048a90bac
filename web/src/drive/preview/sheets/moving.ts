/** Where a key leads from a cell: over merged cells as one, past hidden rows and columns. */
import { keyOf, type Layout } from "./layout";

export type Place = readonly [row: number, column: number];

interface KeyLike {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export function moveCell({ key, ctrlKey, metaKey }: KeyLike, [row, column]: Place, layout: Layout, page: number): Place | undefined {
  const area = layout.merges.get(keyOf(row, column)) ?? [row, column, row, column];
  const isFar = ctrlKey || metaKey;
  const last = lastOf(layout);
  switch (key) {
    case "ArrowDown":
      return stand(layout, [isFar ? last[0] : step(layout.tops, area[2], 1, layout.rowCount), column]);
    case "ArrowUp":
      return stand(layout, [isFar ? 1 : step(layout.tops, area[0], -1, layout.rowCount), column]);
    case "ArrowRight":
      return stand(layout, [row, isFar ? last[1] : step(layout.lefts, area[3], 1, layout.columnCount)]);
    case "ArrowLeft":
      return stand(layout, [row, isFar ? 1 : step(layout.lefts, area[1], -1, layout.columnCount)]);
    case "PageDown":
      return stand(layout, [Math.min(row + page, layout.rowCount), column]);
    case "PageUp":
      return stand(layout, [Math.max(row - page, 1), column]);
    case "Home":
      return stand(layout, [isFar ? 1 : row, 1]);
    case "End":
      return stand(layout, [isFar ? last[0] : row, last[1]]);
    default:
      return undefined;
  }
}

/** The next that has a size, or the one it stands at where none follows. */
function step(starts: Int32Array, from: number, by: 1 | -1, count: number): number {
  for (let at = from + by; at >= 1 && at <= count; at += by) if (starts[at] !== starts[at + 1]) return at;
  return from;
}

function stand(layout: Layout, [row, column]: Place): Place {
  const area = layout.merges.get(keyOf(row, column));
  return area === undefined ? [row, column] : [area[0], area[1]];
}

function lastOf(layout: Layout): Place {
  let [row, column] = [1, 1];
  for (const cell of layout.cells.values()) {
    if (cell[4] === "") continue;
    row = Math.max(row, cell[0]);
    column = Math.max(column, cell[1]);
  }
  return [row, column];
}
