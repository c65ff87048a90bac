import { describe, expect, it } from "vitest";
import { toIsoDay } from "./dates";
import { readDay } from "./readDay";

/** A Tuesday. */
const today = { year: 2026, month: 11, day: 24 };

function read(text: string): string {
  const result = readDay(text, today);
  return result.kind === "day" ? toIsoDay(result.day) : result.kind;
}

describe("numbers", () => {
  it.each([
    ["R8.12.4", "2026-12-04"],
    ["r8/12/4", "2026-12-04"],
    ["Ｒ８．１２．４", "2026-12-04"],
    ["令和8年12月4日", "2026-12-04"],
    ["令和8年12月4日(金)", "2026-12-04"],
    ["令和元年5月1日", "2019-05-01"],
    ["H31.4.30", "2019-04-30"],
    ["S64.1.7", "1989-01-07"],
    ["2026/12/4", "2026-12-04"],
    ["2026-12-04", "2026-12-04"],
    ["20261204", "2026-12-04"],
    ["8.12.4", "2026-12-04"],
    ["12/4", "2026-12-04"],
    ["12月4日", "2026-12-04"],
    ["11/20", "2027-11-20"],
    ["27日", "2026-11-27"],
    ["4日", "2026-12-04"],
  ])("%s is %s", (typed, day) => expect(read(typed)).toBe(day));
});

describe("words", () => {
  it.each([
    ["きょう", "2026-11-24"],
    ["明日", "2026-11-25"],
    ["あさって", "2026-11-26"],
    ["金曜", "2026-11-27"],
    ["火曜日", "2026-11-24"],
    ["今週月曜", "2026-11-23"],
    ["来週金曜", "2026-12-04"],
    ["来週の日曜日", "2026-12-06"],
    ["再来週水", "2026-12-09"],
    ["next friday", "2026-12-04"],
    ["月末", "2026-11-30"],
    ["年度末", "2027-03-31"],
  ])("%s is %s", (typed, day) => expect(read(typed)).toBe(day));
});

it("offers the last day of the month instead of scolding", () => {
  expect(readDay("令和9年2月30日", today)).toEqual({ kind: "no_such_day", nearest: { year: 2027, month: 2, day: 28 } });
  expect(readDay("2028/2/30", today)).toEqual({ kind: "no_such_day", nearest: { year: 2028, month: 2, day: 29 } });
});

it("does not guess", () => {
  for (const typed of ["金", "契約", "13/4", "R8", "2026/12", "12", "99.99.99", "0/0"]) expect(read(typed)).toBe("unreadable");
  expect(read("  ")).toBe("empty");
});
