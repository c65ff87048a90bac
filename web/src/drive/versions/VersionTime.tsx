/** When a version was made: always with its clock, for several come in one day. */
import { usePreferences } from "../../kernel/preferences";
import { wordClock, wordDay, wordDayFull } from "../../ui/dates";
import { useNow } from "../../ui/Time";

interface VersionTimeProps {
  /** ISO 8601. */
  readonly at: string;
}

export function VersionTime({ at }: VersionTimeProps) {
  const style = usePreferences();
  const now = useNow();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={`${wordDayFull(moment, style)} ${wordClock(moment)}`}>
      {wordDay(moment, now, style)} {wordClock(moment)}
    </time>
  );
}

/** 14:05 today, with its day before. */
export function useWordSince(): (at: string) => string {
  const style = usePreferences();
  const now = useNow();
  return (at) => {
    const moment = new Date(at);
    const isToday = wordDay(moment, now, style) === wordDay(now, now, style);
    return isToday ? wordClock(moment) : `${wordDay(moment, now, style)} ${wordClock(moment)}`;
  };
}

/** 令和8年11月24日(火) 14:05: words that stay true tomorrow. */
export function useWordAt(): (at: string) => string {
  const style = usePreferences();
  return (at) => `${wordDayFull(new Date(at), style)} ${wordClock(new Date(at))}`;
}
