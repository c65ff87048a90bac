/** Text as lines to show: an overlong line is broken, so that no row takes a browser's whole effort. */
import { decode } from "../letters";

export interface Line {
  readonly text: string;
  /** Null where it goes on from the row above. */
  readonly number: number | null;
}

const MOST_LETTERS = 2000;

export async function readLines(bytes: ArrayBuffer, charset: string): Promise<Line[]> {
  const lines: Line[] = [];
  let number = 1;
  let rest = "";
  for await (const piece of decode(bytes, charset)) {
    // A carriage return at the very end may belong to a line feed that is still to come.
    const whole = rest + piece;
    const isCut = whole.endsWith("\r");
    const parts = (isCut ? whole.slice(0, -1) : whole).split(/\r\n|\n|\r/);
    rest = parts.pop()! + (isCut ? "\r" : "");
    for (const part of parts) pushLine(lines, part, number++);
  }
  const last = rest.replace(/\r$/, "");
  if (last !== "" || lines.length === 0) pushLine(lines, last, number);
  return lines;
}

function pushLine(lines: Line[], text: string, number: number): void {
  if (text.length <= MOST_LETTERS) {
    lines.push({ text, number });
    return;
  }
  for (let at = 0; at < text.length; at += MOST_LETTERS) lines.push({ text: text.slice(at, at + MOST_LETTERS), number: at === 0 ? number : null });
}
