/** People in rows, by reading or by rank: long lists virtual, the next hundred fetched when one comes near the end. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { Avatar } from "../ui/Avatar";
import { useNow, wordTime } from "../ui/Time";
import { PlaceLink } from "./PlaceLink";
import type { People } from "./queries";
import type { PersonLine, UnitCard } from "./shapes";
import { choosePost, getKanaRow, wordPostWithin } from "./wording";

const FETCH_AHEAD_ROWS = 20;
/** A section has some dozens of people: all of them drawn can be found with the browser's own search. */
const SHORT_ENOUGH = 100;

interface PersonRowsProps {
  readonly name: string;
  readonly people: People;
  readonly chosen: string | null;
  /** Its name stands above already; null in a search. */
  readonly unit: UnitCard | null;
  /** Sorted by reading: the kana row stands beside the first of each. */
  readonly hasKana: boolean;
}

export function PersonRows({ name, people, chosen, unit, hasKana }: PersonRowsProps) {
  const list = useRef<HTMLDivElement>(null);
  const { scroller, startMargin } = useScroller(list);
  const virtualizer = useRef<VirtualizerHandle>(null);
  const { rows, loadMore } = people;
  const first = rows[0]?.id;
  useEffect(() => void list.current?.scrollTo(0, 0), [first]);
  const onScroll = () => {
    const at = virtualizer.current;
    if (at && at.findItemIndex(at.scrollOffset + at.viewportSize - startMargin) + FETCH_AHEAD_ROWS >= rows.length) loadMore();
  };
  const drawn = rows.map((person, index) => {
    const kana = hasKana ? getKanaRow(person.reading) : "";
    const before = rows[index - 1];
    const isFirst = kana !== "" && (before === undefined || getKanaRow(before.reading) !== kana);
    return <Row key={person.id} person={person} unit={unit} kana={isFirst ? kana : ""} isHere={person.id === chosen} />;
  });
  return (
    <div ref={list} role="region" aria-label={name} tabIndex={0} className="min-h-0 flex-1 -outline-offset-4 desk:overflow-y-auto">
      {people.hasMore || rows.length > SHORT_ENOUGH ? (
        <Virtualizer ref={virtualizer} scrollRef={scroller} startMargin={startMargin} as="ul" item="li" onScroll={onScroll}>
          {drawn}
        </Virtualizer>
      ) : (
        <ul>
          {drawn.map((row) => (
            <li key={row.key}>{row}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The list scrolls by itself at the desk; on a phone the page around it does, some way below its top. */
function useScroller(list: { readonly current: HTMLElement | null }) {
  const scroller = useRef<HTMLElement | null>(null);
  const [startMargin, setStartMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const own = list.current;
      if (own === null) return;
      const page = getComputedStyle(own).overflowY === "auto" ? own : document.getElementById("page");
      scroller.current = page;
      setStartMargin(page === null || page === own ? 0 : Math.round(own.getBoundingClientRect().top - page.getBoundingClientRect().top + page.scrollTop));
    };
    measure();
    const observer = new ResizeObserver(measure);
    if (list.current?.parentElement) observer.observe(list.current.parentElement);
    return () => observer.disconnect();
  }, [list]);
  return { scroller, startMargin };
}

interface RowProps {
  readonly person: PersonLine;
  readonly unit: UnitCard | null;
  readonly kana: string;
  readonly isHere: boolean;
}

function Row({ person, unit, kana, isHere }: RowProps) {
  const { language } = usePreferences();
  const t = useWords("people");
  const me = useMe().person.id;
  const post = choosePost(person.posts, unit);
  const where = post === undefined ? t("no_post") : wordPostWithin(post, unit?.id ?? null, language);
  const second = [where, ...(person.id === me ? [t("you")] : [])].join("・");
  return (
    <PlaceLink
      change={unit === null ? { person: person.id } : { person: person.id, unit: unit.id }}
      isHere={isHere}
      className={`press relative flex min-h-row-two items-stretch gap-3 pr-4 pl-3 -outline-offset-4 ${isHere ? "ground-sel" : "hover:bg-sub"}`}
    >
      {isHere && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-1 bg-pri" />}
      <span aria-hidden="true" className="flex w-6 shrink-0 items-center justify-center text-second font-bold text-mute">
        {kana}
      </span>
      <span className="edge-hair-b flex min-w-0 flex-1 items-center gap-3">
        <Avatar name={person.name} size={40} isAbsent={person.away !== null} />
        <span className="min-w-0 flex-1 py-2">
          <span className="flex flex-wrap items-baseline gap-x-3">
            <span className={isHere ? "font-bold" : ""}>{person.name}</span>
            <span className="text-second text-mute">{person.reading}</span>
            {person.former_surname !== "" && <span className="text-second text-mute">{t("former", { name: person.former_surname })}</span>}
          </span>
          <span className="block text-second text-mute">
            {person.away !== null && <AwayWords until={person.away.ends_on} />}
            {second}
          </span>
        </span>
        <span className="text-second text-mute">
          {person.telephone !== "" && <span className="sr-only">{t("telephone")} </span>}
          {person.telephone}
        </span>
      </span>
    </PlaceLink>
  );
}

function AwayWords({ until }: { readonly until: string }) {
  const t = useWords("people");
  const style = usePreferences();
  const now = useNow();
  return <strong className="mr-2 text-ink">{t("away.until", { day: wordTime(until, "day", now, style) })}</strong>;
}
