import { expect, it } from "vitest";
import { countDaysLeft } from "./stay";

const today = { year: 2026, month: 12, day: 30 };

it("counts the days to a last day that is included", () => {
  expect(countDaysLeft("2026-12-30", today)).toBe(0);
  expect(countDaysLeft("2027-01-02", today)).toBe(3);
  expect(countDaysLeft("2026-12-01", today)).toBe(0);
});
