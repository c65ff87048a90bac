/**
 * A day, typed as people write it (R8.12.4, 2026/12/4, 来週金曜) or picked from the calendar. The full 和暦 stands at
 * the right while typing, so that nobody wonders how it was read. 「2月30日」 offers the 28th instead of scolding.
 */
import { lazy, Suspense, useId, useRef, useState, type KeyboardEvent } from "react";
import { CalendarDays, CircleAlert } from "lucide-react";
import { isEnter } from "../kernel/composing";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Button } from "./Button";
import { getDay, toIsoDay, wordDayFull, wordDayNarrow } from "./dates";
import { toNumber, type Day } from "./holidays";
import { Icon } from "./Icon";
import { readDay, type ReadDay } from "./readDay";
import { fieldLook } from "./fieldLook";

const CalendarPopover = lazy(async () => ({ default: (await import("./CalendarPopover")).CalendarPopover }));

interface DateFieldProps {
  readonly label: string;
  readonly value: Day | null;
  /** null when the field is emptied; not called while what stands there is no day. */
  readonly onChange: (day: Day | null) => void;
  /** Days before this are refused with words: an end date cannot lie in the past. */
  readonly first?: Day;
}

export function DateField({ label, value, onChange, first }: DateFieldProps) {
  const t = useWords("ui");
  const style = usePreferences();
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [text, setText] = useState(value === null ? "" : wordDayNarrow(value, style));
  const [hasLeft, setLeft] = useState(true);
  const [isOpen, setOpen] = useState(false);
  const read = readDay(text, getDay(new Date()));
  const isPast = read.kind === "day" && first !== undefined && toNumber(read.day) < toNumber(first);

  const type = (typed: string) => {
    setText(typed);
    setLeft(false);
    const now = readDay(typed, getDay(new Date()));
    if (now.kind === "empty") onChange(null);
    if (now.kind === "day" && !(first !== undefined && toNumber(now.day) < toNumber(first))) onChange(now.day);
  };
  const take = (day: Day) => {
    type(wordDayNarrow(day, style));
    setLeft(true);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isEnter(event)) setLeft(true);
    if (event.key === "ArrowDown" && event.altKey) setOpen(true);
  };
  const isWrong = hasLeft && (isPast || read.kind === "unreadable" || read.kind === "no_such_day");
  return (
    <div className="flex flex-col">
      <label htmlFor={id} className="font-bold">
        {label}
      </label>
      <div ref={frame} className="relative mt-2 flex items-center">
        <input
          id={id}
          value={text}
          autoComplete="off"
          onChange={(event) => type(event.target.value)}
          onBlur={() => setLeft(true)}
          onKeyDown={onKeyDown}
          aria-invalid={isWrong}
          aria-describedby={`${id}-below ${id}-read`}
          className={`h-11 pr-48 pl-12 ${fieldLook}`}
        />
        <button
          type="button"
          aria-label={t("date.calendar")}
          aria-expanded={isOpen}
          onClick={() => setOpen(true)}
          className="absolute left-1.5 inline-flex size-8 items-center justify-center rounded-button hover:bg-sub"
        >
          <Icon of={CalendarDays} />
        </button>
        <span id={`${id}-read`} className="pointer-events-none absolute right-4 text-second text-mute">
          {read.kind === "day" && wordDayFull(read.day, style)}
        </span>
      </div>
      <Below id={`${id}-below`} read={read} isWrong={isWrong} isPast={isPast} onTake={take} />
      {isOpen && (
        <Suspense>
          <CalendarPopover triggerRef={frame} value={read.kind === "day" ? read.day : value} first={first} onTake={take} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

interface BelowProps {
  readonly id: string;
  readonly read: ReadDay;
  readonly isWrong: boolean;
  readonly isPast: boolean;
  readonly onTake: (day: Day) => void;
}

function Below({ id, read, isWrong, isPast, onTake }: BelowProps) {
  const t = useWords("ui");
  const style = usePreferences();
  if (!isWrong) {
    return (
      <p id={id} className="mt-1 text-second text-mute">
        {t("date.hint")}
      </p>
    );
  }
  const suggestion = read.kind === "no_such_day" ? wordDayFull(read.nearest, style) : "";
  return (
    <div id={id} role="alert" className="mt-1 flex flex-wrap items-center gap-x-2 text-second text-err">
      <Icon of={CircleAlert} size={16} />
      {read.kind === "no_such_day"
        ? t("date.no_such_day", { month: read.nearest.month, last: read.nearest.day, suggestion })
        : t(isPast ? "date.past" : "date.unreadable")}
      {read.kind === "no_such_day" && (
        <Button size="row" onPress={() => onTake(read.nearest)}>
          {t("date.take", { suggestion: toShort(read.nearest) })}
        </Button>
      )}
    </div>
  );
}

function toShort(day: Day): string {
  return toIsoDay(day).slice(5).replace(/^0/, "").replace("-0", "/").replace("-", "/");
}
