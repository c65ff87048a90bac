/** All that fits, with the passages; on a phone also the place to search from. The query stands in the address. */
import { useEffect, useState, type ReactNode } from "react";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import type { Pick } from "../people/shapes";
import { useSettled } from "../people/queries";
import { Avatar } from "../ui/Avatar";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { KindIcon } from "../ui/KindIcon";
import { SearchField } from "../ui/SearchField";
import { SkeletonRows } from "../ui/Skeleton";
import { addressOfThing } from "../gate/things";
import { Marked } from "./Marked";
import { isLongEnough, useFound, type FoundThing } from "./api";
import { useNameOfThing, usePlaceOfThing } from "./wording";

const MOST = 50;

export function SearchPage() {
  const t = useWords("search");
  const shell = useWords("shell");
  const navigate = useNavigate();
  const { q } = useSearch({ strict: false }) as { readonly q?: unknown };
  const given = q === undefined ? "" : String(q);
  const [query, setQuery] = useState(given);
  const settled = useSettled(query.trim());
  const found = useFound(query, MOST);
  useEffect(() => setQuery(given), [given]);
  useEffect(() => {
    if (settled !== given) void navigate({ to: "/search", search: (settled === "" ? {} : { q: settled }) as never, replace: true });
    // Only typing moves the address; a new address fills the box above.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  const isEnough = isLongEnough(query);
  const isNothing = isEnough && !found.isSearching && found.things.length + found.people.length + found.units.length === 0;
  return (
    <div className="max-w-220 px-10 py-6 max-desk:px-4">
      <title>{shell("title", { page: t("title") })}</title>
      <h1 className="mb-4 text-title">{t("title")}</h1>
      <SearchField label={t("box")} value={query} onChange={setQuery} className="max-w-160" />
      {Boolean(found.error) && <ErrorState title={t("failed")} error={found.error} onRetry={found.again} />}
      <p role="status" className="sr-only">
        {isEnough && !found.isSearching && t("count", { count: found.things.length + found.people.length + found.units.length })}
      </p>
      {!isEnough && <p className="py-6 text-mute">{t("too_short")}</p>}
      {isNothing && <EmptyState title={t("nothing", { query: query.trim() })} hint={t("nothing_hint")} />}
      {isEnough && found.isSearching && found.things.length === 0 && <SkeletonRows />}
      <Part title={t("kinds.units")} isShown={found.units.length > 0}>
        {found.units.map((pick) => (
          <PickRow key={pick.id} pick={pick} query={query} to={`/people/units/${pick.id ?? ""}`} />
        ))}
      </Part>
      <Part title={t("kinds.things")} isShown={found.things.length > 0}>
        {found.things.map((thing) => (
          <ThingRow key={thing.id} thing={thing} query={query} />
        ))}
      </Part>
      {found.hasMoreThings && <p className="pt-2 text-second text-mute">{t("more")}</p>}
      <Part title={t("kinds.people")} isShown={found.people.length > 0}>
        {found.people.map((pick) => (
          <PickRow key={pick.id} pick={pick} query={query} to={`/people/${pick.id ?? ""}`} />
        ))}
      </Part>
    </div>
  );
}

function Part({ title, isShown, children }: { readonly title: string; readonly isShown: boolean; readonly children: ReactNode }) {
  if (!isShown) return null;
  return (
    <section aria-label={title} className="pt-6">
      <h2 className="edge-line-b pb-1.5 text-section">{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

const row = "press flex min-h-row-two items-center gap-3 rounded-chip py-1.5 hover:bg-sub";

function ThingRow({ thing, query }: { readonly thing: FoundThing; readonly query: string }) {
  const name = useNameOfThing()(thing);
  const place = usePlaceOfThing()(thing);
  const t = useWords("search");
  return (
    <li className="edge-hair-b">
      <Link to={addressOfThing(thing.kind, thing.id)} className={row}>
        <KindIcon kind={thing.kind} />
        <span className="min-w-0">
          <span className="block">
            <Marked text={name} query={query} />
            <span className="ml-3 text-second text-mute">{place}</span>
          </span>
          {thing.was_at && (
            <span className="block text-second text-mute break-words">
              {t("was_at")} {thing.was_at}
            </span>
          )}
          {thing.passage && (
            <span className="line-clamp-2 text-second text-mute">
              <Marked text={thing.passage} query={query} />
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}

function PickRow({ pick, query, to }: { readonly pick: Pick; readonly query: string; readonly to: string }) {
  const { language } = usePreferences();
  const second = [pick.reading, language === "en" ? pick.english_detail : pick.detail].filter(Boolean).join("・");
  return (
    <li className="edge-hair-b">
      <Link to={to} className={row}>
        <Avatar name={pick.name} kind={pick.kind === "unit" ? "unit" : pick.is_guest ? "guest" : "person"} isAbsent={pick.away_until !== null} />
        <span className="min-w-0">
          <span className="block">
            <Marked text={language === "en" ? pick.english : pick.name} query={query} />
          </span>
          <span className="block text-second text-mute">
            <Marked text={second} query={query} />
          </span>
        </span>
      </Link>
    </li>
  );
}
