/** What the bell opens: the notices by day, the unread ones marked; choosing one reads it and opens its thing. */
import { useEffect, type RefObject } from "react";
import { useNavigate } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { CalendarClock, Inbox, ShieldAlert, type LucideIcon } from "lucide-react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { useThings, type ResolvedThing } from "../gate/things";
import { useNames, type Name } from "../people/names";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { lastMoment, wordDayFull, type DateStyle } from "../ui/dates";
import { ErrorState } from "../ui/ErrorState";
import { Icon } from "../ui/Icon";
import { Popover } from "../ui/Popover";
import { SkeletonRows } from "../ui/Skeleton";
import { Time } from "../ui/Time";
import { showTrouble } from "../ui/toasts";
import { personOf, placeOf, readNotices, renewNotices, useNotices, type Notice } from "./api";
import { groupByDay } from "./days";

interface BellPanelProps {
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

export function BellPanel({ triggerRef, onClose }: BellPanelProps) {
  const t = useWords("notices");
  return (
    <Popover isOpen triggerRef={triggerRef} placement="bottom end" onOpenChange={(isOpen) => !isOpen && onClose()} className="w-100 max-w-[calc(100vw-2rem)]">
      <AriaDialog aria-label={t("bell")} className="outline-none">
        <Content onClose={onClose} />
      </AriaDialog>
    </Popover>
  );
}

function Content({ onClose }: { readonly onClose: () => void }) {
  const t = useWords("notices");
  const queries = useQueryClient();
  const { data, error, refetch } = useNotices();
  const notices = data?.notices ?? [];
  const things = useThings(notices.map((notice) => notice.thing_id));
  const people = useNames(notices.flatMap((notice) => personOf(notice) ?? []));
  useEffect(() => void refetch(), [refetch]);
  const readAll = async () => {
    try {
      await readNotices();
    } catch (trouble) {
      showTrouble(trouble);
    }
    renewNotices(queries);
  };
  if (data === undefined) {
    return <div className="p-4">{error ? <ErrorState title={t("failed")} error={error} onRetry={() => void refetch()} /> : <SkeletonRows count={4} lines={2} />}</div>;
  }
  return (
    <>
      <header className="edge-line-b sticky top-0 z-10 flex min-h-14 items-center gap-4 bg-raise px-4">
        <h2 className="text-section">{t("bell")}</h2>
        {data.unread > 0 && (
          <Button look="quiet" size="row" className="ml-auto" onPress={() => void readAll()}>
            {t("read_all")}
          </Button>
        )}
      </header>
      {notices.length === 0 && <p className="p-4 text-mute">{t("none")}</p>}
      <div className="p-2">
        {groupByDay(notices, (notice) => notice.at).map(({ at, rows }) => (
          <section key={at}>
            <h3 className="px-3 pt-2 pb-1 text-second text-mute">
              <Time at={at} as="day" />
            </h3>
            <ul>
              {rows.map((notice) => (
                <li key={notice.id}>
                  <Row notice={notice} thing={things?.get(notice.thing_id)} person={people.get(personOf(notice) ?? "")} onClose={onClose} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

interface RowProps {
  readonly notice: Notice;
  readonly thing: ResolvedThing | undefined;
  readonly person: Name | undefined;
  readonly onClose: () => void;
}

/** What no person did. */
const icons: Readonly<Record<string, LucideIcon>> = { received: Inbox, share_ends: CalendarClock, access_ends: CalendarClock, virus_found: ShieldAlert, scanner_silent: ShieldAlert, guest_ends: CalendarClock };

/** The last day, of what ends. */
function wordEnd({ detail }: Notice, style: DateStyle): string {
  const { ends, last_day: last } = detail;
  if (typeof last === "string") return wordDayFull(new Date(`${last}T12:00:00`), style);
  return typeof ends === "string" ? wordDayFull(lastMoment(ends), style) : "";
}

function Row({ notice, thing, person, onClose }: RowProps) {
  const t = useWords("notices");
  const style = usePreferences();
  const name = person?.name ?? "";
  const navigate = useNavigate();
  const queries = useQueryClient();
  const open = () => {
    onClose();
    if (!notice.is_read) void readNotices([notice.id]).catch(() => undefined).finally(() => renewNotices(queries));
    void navigate(placeOf(notice));
  };
  return (
    <button type="button" onClick={open} className="press relative flex w-full items-start gap-3 rounded-field px-3 py-2 text-left hover:bg-sub">
      {!notice.is_read && <span aria-hidden="true" className="absolute top-4.5 left-0.5 size-2 rounded-full bg-pri" />}
      {notice.by === null && icons[notice.kind] !== undefined ? (
        <span className="inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-hair">
          <Icon of={icons[notice.kind]!} size={16} />
        </span>
      ) : (
        <Avatar name={name} kind={person?.is_guest ? "guest" : "person"} />
      )}
      <span className="min-w-0 flex-1">
        <span className={`block ${notice.is_read ? "" : "font-bold"}`}>{t(notice.by === null ? `unnamed.${notice.kind}` : `sentences.${notice.kind}`, { name, day: wordEnd(notice, style) })}</span>
        <span className="block truncate text-second text-mute" title={thing?.name}>
          {thing?.name}
        </span>
        {!notice.is_read && <span className="sr-only">{t("is_unread")}</span>}
      </span>
      <Time at={notice.at} className="shrink-0 text-second text-mute" />
    </button>
  );
}
