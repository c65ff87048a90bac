/**
 * Dates as this city hall writes them: 和暦 by default, 西暦 by choice, English in English. Times are stored in UTC
 * and shown in the agency's zone, which decides what day it is. 24 hours without a leading zero.
 */
import type { Era } from "../kernel/preferences";
import type { Language } from "../kernel/words";
import { getWeekday, isWorkingDay, toNumber, type Day } from "./holidays";

const AGENCY_ZONE = "Asia/Tokyo";

export interface DateStyle {
  readonly era: Era;
  readonly language: Language;
}

interface EraStart {
  readonly name: string;
  readonly letter: string;
  readonly first: Day;
}

/** Newest first. */
export const eras: readonly EraStart[] = [
  { name: "令和", letter: "R", first: { year: 2019, month: 5, day: 1 } },
  { name: "平成", letter: "H", first: { year: 1989, month: 1, day: 8 } },
  { name: "昭和", letter: "S", first: { year: 1926, month: 12, day: 25 } },
  { name: "大正", letter: "T", first: { year: 1912, month: 7, day: 30 } },
];

const weekdaysJa = "日月火水木金土";
const weekdaysEn = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const monthsEn = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: AGENCY_ZONE, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "2-digit", hourCycle: "h23",
});

function read(moment: Date): Day & { readonly hour: number; readonly minute: string } {
  const parts = Object.fromEntries(clock.formatToParts(moment).map((part) => [part.type, part.value]));
  return {
    year: Number(parts["year"]), month: Number(parts["month"]), day: Number(parts["day"]),
    hour: Number(parts["hour"]), minute: parts["minute"] ?? "00",
  };
}

/** The day of a moment in the agency's zone. */
export function getDay(moment: Date): Day {
  const { year, month, day } = read(moment);
  return { year, month, day };
}

/** The last moment of what ends then: with the first of a day ends the day before it. */
export function lastMoment(ends: string): Date {
  return new Date(Date.parse(ends) - 1);
}

/** 8:52, 17:00 */
export function wordClock(moment: Date): string {
  const { hour, minute } = read(moment);
  return `${hour}:${minute}`;
}

function weekday(day: Day, language: Language): string {
  return language === "ja" ? weekdaysJa.charAt(getWeekday(day)) : weekdaysEn[getWeekday(day)]!;
}

/** 令和8年, 令和元年, 2026年; the era of the day itself: 1 May 2019 is 令和元年, the day before 平成31年. */
export function wordYear(day: Day, { era, language }: DateStyle): string {
  const start = eras.find(({ first }) => toNumber(day) >= toNumber(first));
  if (language === "en") return String(day.year);
  if (era === "western" || start === undefined) return `${day.year}年`;
  const year = day.year - start.first.year + 1;
  return `${start.name}${year === 1 ? "元" : year}年`;
}

/** 令和8年11月24日(火) · 2026年11月24日(火) · Tuesday, 24 November 2026 */
export function wordDayFull(moment: Date | Day, style: DateStyle): string {
  const day = moment instanceof Date ? getDay(moment) : moment;
  if (style.language === "en") return `${weekday(day, "en")}, ${day.day} ${monthsEn[day.month - 1]} ${day.year}`;
  return `${wordYear(day, style)}${day.month}月${day.day}日(${weekday(day, "ja")})`;
}

/** R8.11.24 · 2026.11.24, where there is little room */
export function wordDayNarrow(moment: Date | Day, { era, language }: DateStyle): string {
  const day = moment instanceof Date ? getDay(moment) : moment;
  if (language === "en") return `${day.day} ${monthsEn[day.month - 1]!.slice(0, 3)} ${day.year}`;
  const start = eras.find(({ first }) => toNumber(day) >= toNumber(first));
  const year = era === "western" || start === undefined ? String(day.year) : `${start.letter}${day.year - start.first.year + 1}`;
  return `${year}.${day.month}.${day.day}`;
}

/**
 * As short as is still clear, seen from today: きょう, あす, きのう (only if a working day), 20日(金) in this month,
 * 11月24日(火) in this year, else in full.
 */
export function wordDay(moment: Date | Day, now: Date, style: DateStyle): string {
  const day = moment instanceof Date ? getDay(moment) : moment;
  const today = getDay(now);
  const isJapanese = style.language === "ja";
  const away = toNumber(day) - toNumber(today);
  if (away === 0) return isJapanese ? "きょう" : "today";
  if (away === 1) return isJapanese ? "あす" : "tomorrow";
  if (away === -1 && isWorkingDay(day)) return isJapanese ? "きのう" : "yesterday";
  if (day.year !== today.year) return wordDayFull(day, style);
  if (!isJapanese) {
    const month = day.month === today.month ? "" : ` ${monthsEn[day.month - 1]!.slice(0, 3)}`;
    return `${weekday(day, "en").slice(0, 3)} ${day.day}${month}`;
  }
  const month = day.month === today.month ? "" : `${day.month}月`;
  return `${month}${day.day}日(${weekday(day, "ja")})`;
}

/** 8:52 today, otherwise the day and the time of this month: 20日(金) 17:02; older days alone. */
export function wordMoment(moment: Date, now: Date, style: DateStyle): string {
  const day = getDay(moment);
  const today = getDay(now);
  if (toNumber(day) === toNumber(today)) return wordClock(moment);
  const isRecent = day.year === today.year && day.month === today.month;
  return isRecent ? `${wordDay(moment, now, style)} ${wordClock(moment)}` : wordDay(moment, now, style);
}

/** きょう17:00まで, あす 25日(水)まで, 27日(金)まで. A day without a clock means its end. */
export function wordDeadline(moment: Date | Day, now: Date, style: DateStyle): string {
  const day = moment instanceof Date ? getDay(moment) : moment;
  const words = wordDay(day, now, style);
  const away = toNumber(day) - toNumber(getDay(now));
  const time = moment instanceof Date && away === 0 ? wordClock(moment) : "";
  if (style.language === "en") return `due ${words}${time && ` ${time}`}`;
  const date = away === 1 ? ` ${day.day}日(${weekday(day, "ja")})` : "";
  return `${words}${date}${time}まで`;
}

/** 1.2 MB, 0 B: three figures at most, as file managers write. */
export function wordSize(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** 2026-12-04, as the API writes a day. */
export function toIsoDay({ year, month, day }: Day): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

