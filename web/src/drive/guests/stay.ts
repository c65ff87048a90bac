/** How long a guest stays, counted in days. */
import { toNumber, type Day } from "../../ui/holidays";

/** Days from today to the last day, which is included: 0 on the last day itself. */
export function countDaysLeft(endsOn: string, today: Day): number {
  const [year, month, day] = endsOn.split("-").map(Number);
  const last = Date.UTC(year!, month! - 1, day!);
  return Math.max(0, Math.round((last - Date.UTC(today.year, today.month - 1, today.day)) / 86_400_000));
}

export function readIsoDay(text: string): Day {
  const [year, month, day] = text.split("-").map(Number);
  return { year: year!, month: month!, day: day! };
}

export function isLater(one: Day, other: Day): boolean {
  return toNumber(one) > toNumber(other);
}
