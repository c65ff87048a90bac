/** Days as the server writes them (2026-12-04), and as the fields of the kit hold them. */
import { getDay, toIsoDay } from "../ui/dates";
import type { Day } from "../ui/holidays";

export function wordIsoDay(moment: Date): string {
  return toIsoDay(getDay(moment));
}

export function readIsoDay(text: string): Day {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return { year, month, day };
}
