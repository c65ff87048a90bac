/** 続きから: the last six things one worked on, by day, with who went on after. */
import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { addressOfThing } from "../gate/things";
import * as api from "../drive/api";
import type { RecentItem, Step } from "../drive/shapes";
import { useNameOf, wordThing } from "../drive/wording";
import { useWriters } from "../drive/writers";
import { Writing } from "../drive/Writing";
import { groupByDay } from "../notices/days";
import { useMe } from "../sessions/me";
import { ErrorState } from "../ui/ErrorState";
import { KindIcon } from "../ui/KindIcon";
import { SkeletonRows } from "../ui/Skeleton";
import { TailTruncate } from "../ui/TailTruncate";
import { Time } from "../ui/Time";
import { wordClock } from "../ui/dates";
import { SectionHead } from "./SectionHead";
import { getLast, type Last } from "./last";

const SHOWN = 6;

export function Recent() {
  const t = useWords("home");
  const me = useMe().person.id;
  const { data, error, refetch } = useQuery({
    queryKey: ["drive", "list", "home", "recent"],
    queryFn: ({ signal }) => api.fetchRecent(null, { signal }),
    // Coming back to home shows what was just opened.
    refetchOnMount: "always",
  });
  const rows = (data?.items ?? []).slice(0, SHOWN).toSorted((one, other) => (getLast(other, me).at > getLast(one, me).at ? 1 : -1));
  const writers = useWriters(rows.map(({ item }) => item));
  if (data && rows.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <SectionHead id="recent" title={t("recent")}>
        <Link to="/drive/recent" className="link-text rounded-chip">
          {t("all_recent")}
        </Link>
      </SectionHead>
      {data === undefined && (error ? <ErrorState title={t("failed")} error={error} onRetry={() => void refetch()} /> : <SkeletonRows count={SHOWN} />)}
      {groupByDay(rows, (row) => getLast(row, me).at).map(({ at, rows: ofDay }) => (
        <div key={at} className="flex max-desk:flex-col">
          <p className="w-20 shrink-0 pt-1.5 text-second text-mute max-desk:pt-3">
            <Time at={at} as="day" />
          </p>
          <ul className="min-w-0 flex-1">
            {ofDay.map((row) => (
              <li key={row.item.id}>
                <Row row={row} last={getLast(row, me)} me={me} writers={writers.get(row.item.id) ?? []} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

interface RowProps {
  readonly row: RecentItem;
  readonly last: Last;
  readonly me: string;
  /** Who writes in it now, besides me. */
  readonly writers: readonly string[];
}

function Row({ row: { item, path }, last, me, writers }: RowProps) {
  const t = useWords("home");
  const drive = useWords("drive");
  const { language } = usePreferences();
  const nameOf = useNameOf([last.by, ...path.slice(-2).map((step: Step) => step.owner)]);
  const place = path.slice(-2).map((step) => wordThing(drive, step, me, nameOf)).join(" / ");
  const name = wordThing(drive, item, me, nameOf);
  const surname = language === "ja" ? nameOf(last.by).split(/[\s ]/)[0] : nameOf(last.by);
  return (
    <Link to={addressOfThing(item.kind, item.id)} className="press flex min-h-8.5 items-center gap-3 rounded-chip hover:bg-sub max-desk:min-h-16">
      <KindIcon kind={item.kind} mediaType={item.media_type ?? undefined} />
      <span className="flex min-w-0 flex-1 items-baseline gap-3 max-desk:block">
        <TailTruncate name={name} />
        <span className="min-w-12 flex-1 truncate text-second text-mute" title={place}>
          {place}
        </span>
      </span>
      <span className="w-40 shrink-0 truncate text-second text-mute max-desk:w-auto">
        {writers.length > 0 ? <Writing persons={writers} /> : t(`last.${last.what}`, { time: wordClock(new Date(last.at)), name: surname })}
      </span>
    </Link>
  );
}
