import { expect, it } from "vitest";
import { addDays, getWeekday, isHoliday, isWorkingDay, toNumber, type Day } from "./holidays";

function listHolidays(year: number): string[] {
  const found: string[] = [];
  for (let day: Day = { year, month: 1, day: 1 }; day.year === year; day = addDays(day, 1)) {
    if (isHoliday(day)) found.push(`${day.month}/${day.day}`);
  }
  return found;
}

// From the calendar of the Cabinet Office, written by hand.
it("knows the holidays of 2026, with the 国民の休日 between two of them", () => {
  expect(listHolidays(2026)).toEqual([
    "1/1", "1/12", "2/11", "2/23", "3/20", "4/29", "5/3", "5/4", "5/5", "5/6", "7/20", "8/11", "9/21", "9/22", "9/23", "10/12", "11/3", "11/23",
  ]);
});

it("knows the holidays of 2024, with four 振替休日", () => {
  expect(listHolidays(2024)).toEqual([
    "1/1", "1/8", "2/11", "2/12", "2/23", "3/20", "4/29", "5/3", "5/4", "5/5", "5/6", "7/15", "8/11", "8/12", "9/16", "9/22", "9/23", "10/14", "11/3", "11/4", "11/23",
  ]);
});

it("closes at the year's end", () => {
  expect(isWorkingDay({ year: 2026, month: 12, day: 28 })).toBe(true);
  expect(isWorkingDay({ year: 2026, month: 12, day: 29 })).toBe(false);
  expect(isWorkingDay({ year: 2030, month: 1, day: 3 })).toBe(false);
});

it("counts days and weekdays", () => {
  expect(getWeekday({ year: 2026, month: 11, day: 24 })).toBe(2);
  expect(getWeekday({ year: 1926, month: 12, day: 25 })).toBe(6);
  expect(addDays({ year: 2026, month: 12, day: 31 }, 1)).toEqual({ year: 2027, month: 1, day: 1 });
  expect(toNumber({ year: 1970, month: 1, day: 1 })).toBe(0);
});
