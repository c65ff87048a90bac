/**
 * Reads a day as people type it: R8.12.4, 令和8年12月4日, 2026/12/4, 12/4, 4日, きょう, あさって, 来週金曜, 月末.
 * Full-width digits and marks are the same as half-width. What names no day says what the nearest one is.
 */
import { foldCase } from "../kernel/folding";
import { eras } from "./dates";
import { addDays, fromNumber, getWeekday, toNumber, type Day } from "./holidays";

export type ReadDay =
  | { readonly kind: "empty" }
  | { readonly kind: "day"; readonly day: Day }
  /** 2月30日: the month has no such day; `nearest` is its last. */
  | { readonly kind: "no_such_day"; readonly nearest: Day }
  | { readonly kind: "unreadable" };

const unreadable: ReadDay = { kind: "unreadable" };
const weekdays = "日月火水木金土";
const words: Readonly<Record<string, number>> = {
  きょう: 0, 今日: 0, 本日: 0, today: 0, あす: 1, あした: 1, 明日: 1, tomorrow: 1, あさって: 2, 明後日: 2, きのう: -1, 昨日: -1, yesterday: -1,
};
const englishWeekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

export function readDay(text: string, today: Day): ReadDay {
  const typed = foldCase(text).trim().replace(/\s+/g, " ").replace(/\([日月火水木金土]\)$/, "");
  if (typed === "") return { kind: "empty" };
  return readWord(typed, today) ?? readWeekday(typed, today) ?? readNumbers(typed, today) ?? unreadable;
}

function readWord(typed: string, today: Day): ReadDay | undefined {
  const away = words[typed];
  if (away !== undefined) return { kind: "day", day: addDays(today, away) };
  if (typed === "月末" || typed === "今月末") return { kind: "day", day: lastOf(today.year, today.month) };
  // The fiscal year ends on 31 March.
  if (typed === "年度末") return { kind: "day", day: { year: today.month <= 3 ? today.year : today.year + 1, month: 3, day: 31 } };
  return undefined;
}

/** 金曜 is the next one (today counts); 今週, 来週 and 再来週 count weeks from Monday. */
function readWeekday(typed: string, today: Day): ReadDay | undefined {
  const japanese = /^(今週|来週|再来週)?の?([日月火水木金土])(曜日?)?$/.exec(typed);
  const english = /^(this|next)? ?(sun|mon|tue|wed|thu|fri|sat)[a-z]*$/.exec(typed);
  if (japanese === null && english === null) return undefined;
  // 「金」 alone is too short to be meant as a day.
  if (japanese !== null && japanese[1] === undefined && japanese[3] === undefined) return undefined;
  const wanted = japanese ? weekdays.indexOf(japanese[2]!) : englishWeekdays.indexOf(english![2]!);
  const week = japanese?.[1] ?? english?.[1];
  if (week === undefined) return { kind: "day", day: addDays(today, (wanted - getWeekday(today) + 7) % 7) };
  const weeksAway = { 今週: 0, this: 0, 来週: 1, next: 1, 再来週: 2 }[week] ?? 0;
  const monday = addDays(today, -((getWeekday(today) + 6) % 7));
  return { kind: "day", day: addDays(monday, weeksAway * 7 + ((wanted + 6) % 7)) };
}

function readNumbers(typed: string, today: Day): ReadDay | undefined {
  const match = /^(?:(令和|平成|昭和|大正|[rhst])\s*)?(?:(元|\d{1,4})\s*[年./-]\s*)?(?:(\d{1,2})\s*[月./-]\s*)?(\d{1,2})日?$/.exec(typed);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
  if (compact) return makeDay(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  if (match === null) return undefined;
  return placeNumbers(match[1], match[2], match[3], match[4]!, typed, today);
}

function placeNumbers(era: string | undefined, first: string | undefined, second: string | undefined, last: string, typed: string, today: Day): ReadDay {
  if (era !== undefined) {
    const start = eras.find(({ name, letter }) => name === era || letter.toLowerCase() === era);
    if (start === undefined || first === undefined || second === undefined) return unreadable;
    return makeDay(start.first.year - 1 + (first === "元" ? 1 : Number(first)), Number(second), Number(last));
  }
  if (second !== undefined && first !== undefined) {
    // A short year without an era is the present era's: 8.12.4 is 令和8年.
    const year = Number(first);
    return makeDay(first.length <= 2 ? eras[0]!.first.year - 1 + year : year, Number(second), Number(last));
  }
  const month = second ?? first;
  if (month !== undefined) return nextOf(today, Number(month), Number(last));
  if (!typed.endsWith("日")) return unreadable;
  const { year, month: present } = today;
  return Number(last) >= today.day ? makeDay(year, present, Number(last)) : makeDay(present === 12 ? year + 1 : year, (present % 12) + 1, Number(last));
}

/** 12/4 without a year is the coming one. */
function nextOf(today: Day, month: number, day: number): ReadDay {
  const thisYear = makeDay(today.year, month, day);
  if (thisYear.kind === "day" && toNumber(thisYear.day) < toNumber(today)) return makeDay(today.year + 1, month, day);
  return thisYear;
}

function lastOf(year: number, month: number): Day {
  return fromNumber(toNumber({ year, month: month + 1, day: 1 }) - 1);
}

function makeDay(year: number, month: number, day: number): ReadDay {
  if (year < 1868 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return unreadable;
  const last = lastOf(year, month);
  if (day > last.day) return { kind: "no_such_day", nearest: last };
  return { kind: "day", day: { year, month, day } };
}
