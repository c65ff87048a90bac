/**
 * Days on which a city hall is closed: weekends, the holidays of 国民の祝日に関する法律 (with 振替休日 and 国民の休日)
 * and the year's end (29 December to 3 January). Used for きのう (only after a working day) and the calendar.
 * Holds for 2022 and after; the equinoxes by the usual approximation, good to 2099.
 */

/** A day of the calendar, no clock and no zone. `month` counts from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const MILLISECONDS_PER_DAY = 86_400_000;

export function toNumber({ year, month, day }: Day): number {
  return Math.floor(Date.UTC(year, month - 1, day) / MILLISECONDS_PER_DAY);
}

export function fromNumber(number: number): Day {
  const date = new Date(number * MILLISECONDS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 = Sunday. */
export function getWeekday(day: Day): number {
  return (((toNumber(day) + 4) % 7) + 7) % 7;
}

export function addDays(day: Day, count: number): Day {
  return fromNumber(toNumber(day) + count);
}

const fixed = new Set(["1-1", "2-11", "2-23", "4-29", "5-3", "5-4", "5-5", "8-11", "11-3", "11-23"]);
/** month → which Monday: 成人の日, 海の日, 敬老の日, スポーツの日. */
const mondays: Readonly<Record<number, number>> = { 1: 2, 7: 3, 9: 3, 10: 2 };

function isNamedHoliday(day: Day): boolean {
  if (fixed.has(`${day.month}-${day.day}`)) return true;
  if (mondays[day.month] === Math.ceil(day.day / 7) && getWeekday(day) === 1) return true;
  const since = day.year - 1980;
  const drift = 0.242194 * since - Math.floor(since / 4);
  if (day.month === 3) return day.day === Math.floor(20.8431 + drift);
  return day.month === 9 && day.day === Math.floor(23.2488 + drift);
}

/** 振替休日: the first day that is no holiday after a holiday on a Sunday. */
function isSubstitute(day: Day): boolean {
  let before = addDays(day, -1);
  while (isNamedHoliday(before)) {
    if (getWeekday(before) === 0) return true;
    before = addDays(before, -1);
  }
  return false;
}

export function isHoliday(day: Day): boolean {
  if (isNamedHoliday(day) || isSubstitute(day)) return true;
  // 国民の休日: between two holidays.
  return isNamedHoliday(addDays(day, -1)) && isNamedHoliday(addDays(day, 1));
}

export function isWorkingDay(day: Day): boolean {
  const weekday = getWeekday(day);
  if (weekday === 0 || weekday === 6 || isHoliday(day)) return false;
  return !(day.month === 12 && day.day >= 29) && !(day.month === 1 && day.day <= 3);
}
