/** How a table of text stands on the screen: widths by what is in it, what is a number. */
import type { Row } from "./readCsv";

const SAMPLE_ROWS = 300;
/** A digit is 8.9 wide here, most letters less. */
const LETTER_POINTS = 9.2;
const PADDING_POINTS = 25;
const LEAST_POINTS = 56;
const MOST_POINTS = 360;

/** 1,284,000 · -0.5 · △1,200 · 12% · ¥300, in half or full width. */
export function isNumber(cell: string): boolean {
  return /^[¥\\]?[-+△▲(]?[¥\\]?\d[\d,]*(\.\d+)?\)?[%円]?$/.test(cell.normalize("NFKC").trim());
}

/** Width of each column in points of the screen. */
export function measureColumns(rows: readonly Row[]): number[] {
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const widths: number[] = Array.from({ length: count }, () => LEAST_POINTS);
  for (const row of rows.slice(0, SAMPLE_ROWS)) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column]!, Math.min(MOST_POINTS, countCells(cell) * LETTER_POINTS + PADDING_POINTS));
    });
  }
  return widths;
}

/** Half-width letters count one, others two; of several lines the longest counts. */
function countCells(cell: string): number {
  let most = 0;
  for (const line of cell.slice(0, 200).split("\n")) {
    let cells = 0;
    for (const letter of line) cells += /[\u0020-\u007e\uff61-\uff9f]/.test(letter) ? 1 : 2;
    most = Math.max(most, cells);
  }
  return most;
}

/** Whether the first row names the columns: words only, above at least one row with other things. */
export function hasHeading(rows: readonly Row[]): boolean {
  const [first, second] = rows;
  if (first === undefined || second === undefined) return false;
  return first.every((cell) => cell.trim() !== "" && !isNumber(cell));
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a cell; undefined when the key means nothing here. */
export function moveBy(keys: string, { row, column }: Cell, rows: number, columns: number, pageRows: number): Cell | undefined {
  const to: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    PageUp: [row - pageRows, column],
    PageDown: [row + pageRows, column],
    Home: [row, 0],
    End: [row, columns - 1],
    "Ctrl+Home": [0, 0],
    "Ctrl+End": [rows - 1, columns - 1],
  };
  const next = to[keys];
  if (next === undefined) return undefined;
  return { row: Math.min(rows - 1, Math.max(0, next[0])), column: Math.min(columns - 1, Math.max(0, next[1])) };
}
