import { describe, expect, it } from "vitest";
import { getDay, wordClock, wordDay, wordDayFull, wordDayNarrow, wordDeadline, wordMoment, wordSize, type DateStyle } from "./dates";

const wareki: DateStyle = { era: "wareki", language: "ja" };
const western: DateStyle = { era: "western", language: "ja" };
const english: DateStyle = { era: "wareki", language: "en" };
/** Tuesday, 24 November 2026, 8:52 in Japan; Monday was 勤労感謝の日. */
const now = new Date("2026-11-23T23:52:00Z");

describe("days", () => {
  it("belong to the agency's zone, not to this machine's", () => {
    expect(getDay(new Date("2026-11-23T14:59:59Z"))).toEqual({ year: 2026, month: 11, day: 23 });
    expect(getDay(new Date("2026-11-23T15:00:00Z"))).toEqual({ year: 2026, month: 11, day: 24 });
  });

  it("are written in full, by era and by western year", () => {
    expect(wordDayFull(now, wareki)).toBe("令和8年11月24日(火)");
    expect(wordDayFull(now, western)).toBe("2026年11月24日(火)");
    expect(wordDayFull(now, english)).toBe("Tuesday, 24 November 2026");
  });

  it("change the era on its first day", () => {
    expect(wordDayFull({ year: 2019, month: 4, day: 30 }, wareki)).toBe("平成31年4月30日(火)");
    expect(wordDayFull({ year: 2019, month: 5, day: 1 }, wareki)).toBe("令和元年5月1日(水)");
    expect(wordDayNarrow({ year: 1989, month: 1, day: 7 }, wareki)).toBe("S64.1.7");
    expect(wordDayNarrow({ year: 1989, month: 1, day: 8 }, wareki)).toBe("H1.1.8");
  });

  it("are as short as is still clear", () => {
    const word = (month: number, day: number, year = 2026) => wordDay({ year, month, day }, now, wareki);
    expect(word(11, 24)).toBe("きょう");
    expect(word(11, 25)).toBe("あす");
    expect(word(11, 20)).toBe("20日(金)");
    expect(word(10, 30)).toBe("10月30日(金)");
    expect(word(3, 31, 2027)).toBe("令和9年3月31日(水)");
    expect(wordDay({ year: 2026, month: 11, day: 20 }, now, english)).toBe("Fri 20");
    expect(wordDay({ year: 2026, month: 10, day: 30 }, now, english)).toBe("Fri 30 Oct");
  });

  it("say きのう only of a working day", () => {
    // The 23rd was a holiday; on the 25th, the 24th was worked.
    expect(wordDay({ year: 2026, month: 11, day: 23 }, now, wareki)).toBe("23日(月)");
    expect(wordDay({ year: 2026, month: 11, day: 24 }, new Date("2026-11-25T01:00:00Z"), wareki)).toBe("きのう");
  });
});

describe("times", () => {
  it("have 24 hours and no leading zero", () => {
    expect(wordClock(now)).toBe("8:52");
    expect(wordClock(new Date("2026-11-23T15:05:00Z"))).toBe("0:05");
  });

  it("stand alone today, behind the day this month, and vanish later", () => {
    expect(wordMoment(now, now, wareki)).toBe("8:52");
    expect(wordMoment(new Date("2026-11-20T08:02:00Z"), now, wareki)).toBe("20日(金) 17:02");
    expect(wordMoment(new Date("2026-10-30T08:02:00Z"), now, wareki)).toBe("10月30日(金)");
  });

  it("word deadlines", () => {
    expect(wordDeadline(new Date("2026-11-24T08:00:00Z"), now, wareki)).toBe("きょう17:00まで");
    expect(wordDeadline({ year: 2026, month: 11, day: 25 }, now, wareki)).toBe("あす 25日(水)まで");
    expect(wordDeadline({ year: 2026, month: 11, day: 27 }, now, wareki)).toBe("27日(金)まで");
    expect(wordDeadline(new Date("2026-11-24T08:00:00Z"), now, english)).toBe("due today 17:00");
  });
});

it("words sizes", () => {
  expect(wordSize(0)).toBe("0 B");
  expect(wordSize(1258291)).toBe("1.2 MB");
  expect(wordSize(148897792)).toBe("142 MB");
  expect(wordSize(1023)).toBe("1.0 KB");
});
