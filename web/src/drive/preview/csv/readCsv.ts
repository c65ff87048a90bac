/**
 * Reading a table of text (RFC 4180 and what offices make of it): commas, tabs or semicolons; quotes around a cell may
 * hold separators and new lines. Fed slice by slice, so that a page stays quick; rows beyond the most are only counted.
 */

export type Row = readonly string[];

export interface CsvReader {
  readonly feed: (text: string) => void;
  /** Ends the last row. */
  readonly end: () => void;
  readonly rows: readonly Row[];
  /** All rows, also those not kept. */
  readonly count: () => number;
}

export const MOST_ROWS = 10_000;
const SEPARATORS = [",", "\t", ";"];

/** The separator that most often stands outside of quotes in the first lines. */
export function tellSeparator(text: string): string {
  const lines = text.slice(0, 65_536).replace(/"[^"]*"/g, "").split(/\r\n|\n|\r/).slice(0, 20);
  const countOf = (separator: string) => lines.reduce((sum, line) => sum + line.split(separator).length - 1, 0);
  return SEPARATORS.reduce((best, each) => (countOf(each) > countOf(best) ? each : best));
}

export function makeReader(separator: string, most = MOST_ROWS): CsvReader {
  const rows: Row[] = [];
  let count = 0;
  let cells: string[] = [];
  let cell = "";
  // A quote that ended a quoted cell, or was the first half of a doubled one: the next letter tells.
  let state: "plain" | "quoted" | "after" = "plain";
  let wasReturn = false;
  const endCell = () => {
    if (count < most) cells.push(cell);
    cell = "";
    state = "plain";
  };
  const endRow = () => {
    endCell();
    if (count < most) rows.push(cells);
    cells = [];
    count += 1;
  };
  const take = (letter: string) => {
    if (letter === separator) endCell();
    else if (letter === "\n" || letter === "\r") endRow();
    else if (letter === '"' && cell === "" && state === "plain") state = "quoted";
    else if (letter === '"' && state === "after") {
      cell += letter;
      state = "quoted";
    } else cell += letter;
  };
  return {
    rows,
    count: () => count,
    feed: (text) => {
      for (let at = 0; at < text.length; at += 1) {
        const letter = text[at]!;
        const isPair = wasReturn && letter === "\n";
        wasReturn = letter === "\r" && state !== "quoted";
        if (isPair) continue;
        if (state !== "quoted") take(letter);
        else if (letter === '"') state = "after";
        else cell += letter;
      }
    },
    end: () => {
      if (cell !== "" || cells.length > 0 || state !== "plain") endRow();
    },
  };
}
