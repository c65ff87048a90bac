/** Where the rows and columns of a sheet lie, in pixels at the zoom of the screen, and what stands in each cell. */
import type { Area, Cell, CellLook, Sheet } from "../served";

const FEWEST_ROWS = 20;
const FEWEST_COLUMNS = 8;
const MORE_ROWS = 3;
const MOST_COLUMNS = 200;

export interface Layout {
  readonly sheet: Sheet;
  readonly zoom: number;
  readonly rowCount: number;
  readonly columnCount: number;
  /** Where each begins, from 1; one more at the end says where the last ends. */
  readonly tops: Int32Array;
  readonly lefts: Int32Array;
  readonly rows: ReadonlyMap<number, readonly Cell[]>;
  readonly cells: ReadonlyMap<number, Cell>;
  /** The merged area that covers a cell. */
  readonly merges: ReadonlyMap<number, Area>;
}

export const keyOf = (row: number, column: number): number => row * 16_384 + column;

export function layOut(sheet: Sheet, zoom: number): Layout {
  const rows = new Map<number, Cell[]>();
  const cells = new Map<number, Cell>();
  let rowCount = FEWEST_ROWS;
  let columnCount = FEWEST_COLUMNS;
  for (const cell of sheet.cells) {
    const row = rows.get(cell[0]);
    if (row === undefined) rows.set(cell[0], [cell]);
    else row.push(cell);
    cells.set(keyOf(cell[0], cell[1]), cell);
    rowCount = Math.max(rowCount, cell[0] + MORE_ROWS);
    columnCount = Math.max(columnCount, cell[1]);
  }
  for (const { from, to } of sheet.drawings) {
    rowCount = Math.max(rowCount, (to?.[2] ?? from[2]) + MORE_ROWS);
    columnCount = Math.max(columnCount, (to?.[0] ?? from[0]) + 2);
  }
  columnCount = Math.min(columnCount, MOST_COLUMNS);
  return {
    sheet,
    zoom,
    rowCount,
    columnCount,
    tops: addUp(rowHeights(sheet, rowCount), zoom),
    lefts: addUp(columnWidths(sheet, columnCount), zoom),
    rows,
    cells,
    merges: spread(sheet.merged, rowCount, columnCount),
  };
}

function rowHeights(sheet: Sheet, count: number): number[] {
  const heights = Array.from({ length: count + 1 }, () => sheet.default_height);
  for (const [row, height] of sheet.heights) if (row <= count) heights[row] = height;
  for (const row of sheet.hidden_rows) if (row <= count) heights[row] = 0;
  return heights;
}

function columnWidths(sheet: Sheet, count: number): number[] {
  const widths = Array.from({ length: count + 1 }, () => sheet.default_width);
  for (const [first, last, width, , isHidden] of sheet.columns) {
    for (let column = first; column <= Math.min(last, count); column += 1) widths[column] = isHidden ? 0 : width;
  }
  return widths;
}

function addUp(sizes: readonly number[], zoom: number): Int32Array {
  const starts = new Int32Array(sizes.length + 1);
  for (let at = 1; at < sizes.length; at += 1) starts[at + 1] = starts[at]! + Math.round(sizes[at]! * zoom);
  return starts;
}

function spread(merged: readonly Area[], rowCount: number, columnCount: number): Map<number, Area> {
  const covers = new Map<number, Area>();
  for (const area of merged) {
    const [top, left, bottom, right] = area;
    for (let row = top; row <= Math.min(bottom, rowCount); row += 1) {
      for (let column = left; column <= Math.min(right, columnCount); column += 1) covers.set(keyOf(row, column), area);
    }
  }
  return covers;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The box of an area, cut where the grid ends. */
export function boxOf(layout: Layout, [top, left, bottom, right]: Area): Box {
  const x = layout.lefts[Math.min(left, layout.columnCount + 1)]!;
  const y = layout.tops[Math.min(top, layout.rowCount + 1)]!;
  return {
    x,
    y,
    width: layout.lefts[Math.min(right, layout.columnCount) + 1]! - x,
    height: layout.tops[Math.min(bottom, layout.rowCount) + 1]! - y,
  };
}

/** The first row or column that reaches beyond a place. */
export function findAt(starts: Int32Array, place: number): number {
  let low = 1;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle + 1]! > place) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const lookOf = ({ sheet }: Layout, style: number): CellLook => sheet.styles[style] ?? {};

/** The look of a merged area: of its first cell, with the lines of its far sides. */
export function lookOfArea(layout: Layout, [top, left, bottom, right]: Area): CellLook {
  const styleAt = (row: number, column: number) => lookOf(layout, layout.cells.get(keyOf(row, column))?.[2] ?? -1);
  return { ...styleAt(top, left), border_r: styleAt(top, right).border_r, border_b: styleAt(bottom, left).border_b };
}

const WIDE = /[\u1100-\u11ff\u2190-\u21ff\u2460-\u24ff\u2500-\u27bf\u2e80-\ud7ff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]/;

/** About how wide words are, in pixels, at a size of letters. */
export function guessWidth(words: string, size: number): number {
  let width = 0;
  for (const letter of words) width += WIDE.test(letter) || letter.length > 1 ? 1 : letter === "," || letter === "." ? 0.3 : 0.57;
  return width * size;
}
