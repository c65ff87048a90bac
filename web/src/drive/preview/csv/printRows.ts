/** A table of text on paper: its rows with their names above. */
import { printPaper } from "../print";
import type { Row } from "./readCsv";

const MOST_ROWS = 3000;

/** False where it is too long to be printed from a page. */
export function printRows(rows: readonly Row[], isHeaded: boolean): boolean {
  if (rows.length > MOST_ROWS) return false;
  const table = document.createElement("table");
  const head = table.createTHead();
  const body = table.createTBody();
  rows.forEach((row, index) => {
    const line = (index === 0 && isHeaded ? head : body).insertRow();
    for (const cell of row) line.insertCell().textContent = cell;
  });
  void printPaper(table);
  return true;
}
