/** A moment or a day, worded for this person, with the exact value underneath. */
import { useEffect, useState } from "react";
import { usePreferences } from "../kernel/preferences";
import { wordDay, wordDayFull, wordDayNarrow, wordDeadline, wordMoment, type DateStyle } from "./dates";

type Wording = "day" | "full" | "narrow" | "moment" | "deadline";

interface TimeProps {
  /** ISO 8601: a moment with its zone, a clock of the agency without one, or a day such as 2026-12-04. */
  readonly at: string;
  readonly as?: Wording;
  readonly className?: string;
}

export function Time({ at, as = "moment", className }: TimeProps) {
  const style = usePreferences();
  const now = useNow();
  return (
    <time dateTime={at} title={wordDayFull(readMoment(at), style)} className={className}>
      {wordTime(at, as, now, style)}
    </time>
  );
}

function readMoment(at: string): Date {
  // Without a zone it is of the agency's, whatever the zone of this machine.
  if (at.length === 10) return new Date(`${at}T12:00:00+09:00`);
  return new Date(/T[\d:.]+$/.test(at) ? `${at}+09:00` : at);
}

export function wordTime(at: string, as: Wording, now: Date, style: DateStyle): string {
  const moment = readMoment(at);
  if (as === "full") return wordDayFull(moment, style);
  if (as === "narrow") return wordDayNarrow(moment, style);
  if (as === "day" || at.length === 10) return as === "deadline" ? wordDeadline(moment, now, style).replace(/\d+:\d\d/, "") : wordDay(moment, now, style);
  return as === "deadline" ? wordDeadline(moment, now, style) : wordMoment(moment, now, style);
}

/** The present, renewed each minute: きょう must not stay きょう over night. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
