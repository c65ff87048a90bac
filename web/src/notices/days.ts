/** Rows that come newest first, put under the days they happened on. */
import { getDay } from "../ui/dates";
import { toNumber } from "../ui/holidays";

interface DayOf<T> {
  /** The moment of the first row: what the day is worded from. */
  readonly at: string;
  readonly rows: readonly T[];
}

export function groupByDay<T>(rows: readonly T[], atOf: (row: T) => string): readonly DayOf<T>[] {
  const days = new Map<number, { at: string; rows: T[] }>();
  for (const row of rows) {
    const at = atOf(row);
    const day = toNumber(getDay(new Date(at)));
    const known = days.get(day);
    if (known) known.rows.push(row);
    else days.set(day, { at, rows: [row] });
  }
  return [...days.values()];
}
