/** The calendar under a date field: Sundays and holidays in the colour of closed days, titled with the era year. */
import type { RefObject } from "react";
import { CalendarDate } from "@internationalized/date";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Calendar, CalendarCell, CalendarGrid, CalendarGridBody, CalendarGridHeader, CalendarHeaderCell, CalendarStateContext } from "react-aria-components/Calendar";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { useContext } from "react";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { wordYear } from "./dates";
import { getWeekday, isHoliday, type Day } from "./holidays";
import { Icon } from "./Icon";
import { Popover } from "./Popover";

interface CalendarPopoverProps {
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly value: Day | null;
  readonly first?: Day;
  readonly onTake: (day: Day) => void;
  readonly onClose: () => void;
}

function toCalendarDate({ year, month, day }: Day): CalendarDate {
  return new CalendarDate(year, month, day);
}

export function CalendarPopover({ triggerRef, value, first, onTake, onClose }: CalendarPopoverProps) {
  const t = useWords("ui");
  return (
    <Popover isOpen triggerRef={triggerRef} onOpenChange={(open) => !open && onClose()} placement="bottom start">
      <AriaDialog aria-label={t("date.calendar")} className="p-4 outline-none">
        <Calendar
          aria-label={t("date.calendar")}
          autoFocus
          defaultValue={value && toCalendarDate(value)}
          minValue={first && toCalendarDate(first)}
          onChange={({ year, month, day }) => onTake({ year, month, day })}
        >
          <header className="mb-2 flex items-center justify-between">
            <Turn slot="previous" />
            <Title />
            <Turn slot="next" />
          </header>
          <CalendarGrid weekdayStyle="short">
            <CalendarGridHeader>{(name) => <CalendarHeaderCell className="h-8 text-second font-normal text-mute">{name}</CalendarHeaderCell>}</CalendarGridHeader>
            <CalendarGridBody>
              {(date) => (
                <CalendarCell
                  date={date}
                  className={`m-0.5 flex size-9 items-center justify-center rounded-button outline-offset-0 hover:bg-sub data-disabled:text-mute data-outside-month:text-mute data-selected:bg-pri data-selected:font-bold data-selected:text-on-pri ${isClosed(date) ? "text-err" : ""}`}
                />
              )}
            </CalendarGridBody>
          </CalendarGrid>
        </Calendar>
      </AriaDialog>
    </Popover>
  );
}

function isClosed({ year, month, day }: Day): boolean {
  return getWeekday({ year, month, day }) === 0 || isHoliday({ year, month, day });
}

function Turn({ slot }: { readonly slot: "previous" | "next" }) {
  const t = useWords("ui");
  return (
    <AriaButton slot={slot} aria-label={t(`date.${slot}`)} className="inline-flex size-9 items-center justify-center rounded-button hover:bg-sub disabled:text-mute">
      <Icon of={slot === "previous" ? ChevronLeft : ChevronRight} />
    </AriaButton>
  );
}

/** 令和8年12月, or December 2026. */
function Title() {
  const state = useContext(CalendarStateContext);
  const style = usePreferences();
  if (state === null) return null;
  const { year, month, day } = state.visibleRange.start;
  const english = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });
  return (
    <p aria-hidden="true" className="font-bold">
      {style.language === "ja" ? `${wordYear({ year, month, day }, style)}${month}月` : english.format(Date.UTC(year, month - 1, 1))}
    </p>
  );
}
