/**
 * 名簿: the organisation at the left, the people of a unit or of a search in the middle, one person at the right. On a
 * phone the same three are one page after the other.
 */
import { useEffect, useRef, useState } from "react";
import { ArrowLeft, CalendarPlus, CalendarX } from "lucide-react";
import { NotFoundPage } from "../gate/NotFoundPage";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { announce } from "../ui/announce";
import { Button } from "../ui/Button";
import { buttonLook } from "../ui/buttonLook";
import { EmptyState } from "../ui/EmptyState";
import { ErrorState } from "../ui/ErrorState";
import { Icon } from "../ui/Icon";
import { SearchField } from "../ui/SearchField";
import { SkeletonRows } from "../ui/Skeleton";
import { AbsenceDialog } from "./AbsenceDialog";
import { GroupList } from "./GroupList";
import { GroupPage } from "./GroupPage";
import { PersonPanel } from "./PersonPanel";
import { PersonRows } from "./PersonRows";
import { PlaceLink } from "./PlaceLink";
import { usePlace } from "./place";
import { useLiveDirectory, usePeople, usePerson, useSettled, useUnit, useUnits, type Among } from "./queries";
import type { UnitCard } from "./shapes";
import { NoUnits } from "./UnitActs";
import { UnitHead } from "./UnitHead";
import { UnitTree } from "./UnitTree";

export function DirectoryPage() {
  return useMe().person.is_guest ? <NotFoundPage /> : <Directory />;
}

function Directory() {
  const t = useWords("people");
  const shell = useWords("shell");
  const { place } = usePlace();
  useLiveDirectory();
  const { data: tops } = useUnits(null);
  const isSearch = place.query.trim() !== "" || place.isAway;
  const isGroup = place.group !== null && !isSearch;
  const unitId = useChosenUnit(isSearch || isGroup);
  const { data: unit, error, refetch } = useUnit(isSearch || isGroup ? null : unitId);
  // One page after the other on a phone: the person, else the list, else the tree.
  const isList = isSearch || isGroup || place.unit !== null || tops?.length === 0;
  const step = place.person !== null ? "person" : isList ? "list" : "tree";
  useTop(`${step} ${place.person ?? place.group ?? unitId ?? ""}`);
  const on = (name: typeof step) => (step === name ? "" : "max-desk:hidden");
  return (
    <div className="flex h-full flex-col max-desk:h-auto max-desk:min-h-full">
      <title>{shell("title", { page: t("title") })}</title>
      <Toolbar isHidden={step === "person"} />
      <div className="flex min-h-0 flex-1">
        <div className={`edge-line-r w-67 shrink-0 overflow-y-auto py-3 max-desk:w-full max-desk:border-r-0 ${on("tree")}`}>
          <UnitTree chosen={isSearch || isGroup ? null : unitId} above={(unit?.above ?? []).map(({ id }) => id)} />
          <GroupList chosen={isSearch ? null : place.group} />
        </div>
        <section className={`flex min-h-0 min-w-0 flex-1 flex-col ${on("list")}`}>
          {step === "list" && <Back change={{ unit: null, group: null, person: null, query: "", isAway: false }} words={t("units")} />}
          {error !== null && unit === undefined && <ErrorState title={t("trouble")} error={error} onRetry={() => void refetch()} />}
          <Middle unit={isGroup ? undefined : unit} isSearch={isSearch} isNew={tops?.length === 0} />
        </section>
        <aside
          data-region="panel"
          aria-label={t("person")}
          className={`edge-line-l w-90 shrink-0 overflow-y-auto p-6 max-desk:w-full max-desk:border-l-0 max-desk:p-4 ${place.person === null ? "hidden" : on("person")}`}
        >
          {place.person !== null && (
            <>
              <Back change={{ person: null }} words={t("title")} />
              <PersonPanel id={place.person} />
            </>
          )}
        </aside>
      </div>
    </div>
  );
}

interface MiddleProps {
  readonly unit: UnitCard | undefined;
  readonly isSearch: boolean;
  /** No unit was ever made. */
  readonly isNew: boolean;
}

function Middle({ unit, isSearch, isNew }: MiddleProps) {
  const { place } = usePlace();
  if (isSearch) return <Found query={place.query} isAway={place.isAway} />;
  if (place.group !== null) return <GroupPage id={place.group} />;
  if (isNew) return <NoUnits />;
  return unit === undefined ? null : <OfUnit unit={unit} />;
}

/** On a phone each step is a page of its own: it begins at its top, and readers begin there too. */
function useTop(step: string): void {
  const last = useRef(step);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    const page = document.getElementById("page");
    if (page === null || page.scrollHeight <= page.clientHeight) return;
    void page.scrollTo(0, 0);
    if (!(document.activeElement instanceof HTMLInputElement)) page.focus({ preventScroll: true });
  }, [step]);
}

/** The unit in the address; else that of the person shown; else the section one works in; else the whole agency. */
function useChosenUnit(isSearch: boolean): string | null {
  const { place } = usePlace();
  const me = useMe();
  const { data: person } = usePerson(place.unit === null && !isSearch ? place.person : null);
  const post = place.person === null ? me.posts[0] : (person?.posts.find((each) => each.is_current && !each.is_concurrent) ?? person?.posts[0]);
  const { data: unit } = useUnit(place.unit === null ? (post?.unit.id ?? null) : null);
  const { data: tops } = useUnits(null);
  if (place.unit !== null) return place.unit;
  if (unit && post) return unit.kind === "team" ? (unit.above.at(-1)?.id ?? unit.id) : unit.id;
  return post === undefined && (place.person === null || person !== undefined) ? (tops?.[0]?.id ?? null) : null;
}

function Toolbar({ isHidden }: { readonly isHidden: boolean }) {
  const t = useWords("people");
  const { place, go } = usePlace();
  const [typed, setTyped] = useState(place.query);
  const [isOpen, setOpen] = useState(false);
  // Going back in the history brings an earlier query; what is being typed is never replaced by itself.
  useEffect(() => setTyped((now) => (now.trim() === place.query.trim() ? now : place.query)), [place.query]);
  const type = (query: string) => {
    setTyped(query);
    go({ query, person: null }, { isReplacing: place.query !== "" });
  };
  return (
    <div className={`edge-line-b flex flex-wrap items-center gap-x-6 gap-y-3 px-8 py-4 max-desk:px-4 ${isHidden ? "max-desk:hidden" : ""}`}>
      <h1 className="text-title">{t("title")}</h1>
      <SearchField label={t("search")} value={typed} onChange={type} className="w-90 max-desk:order-1 max-desk:w-full" />
      <Button
        icon={CalendarX}
        aria-pressed={place.isAway}
        onPress={() => go({ isAway: !place.isAway, person: null })}
        className={`max-desk:order-2 ${place.isAway ? "ground-sel border-pri font-bold text-link" : ""}`}
      >
        {t("away.only")}
      </Button>
      <Button icon={CalendarPlus} onPress={() => setOpen(true)} className="ml-auto">
        {t("absence.set")}
      </Button>
      {isOpen && <AbsenceDialog person={null} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Back({ change, words }: { readonly change: Parameters<typeof PlaceLink>[0]["change"]; readonly words: string }) {
  return (
    <PlaceLink change={change} className={`${buttonLook("quiet")} m-2 self-start desk:hidden`}>
      <Icon of={ArrowLeft} />
      {words}
    </PlaceLink>
  );
}

function OfUnit({ unit }: { readonly unit: UnitCard }) {
  const { place } = usePlace();
  return (
    <>
      <UnitHead unit={unit} />
      <List among={{ kind: "unit", unit: unit.id, order: place.order }} unit={unit} hasKana={place.order === "reading"} />
    </>
  );
}

function Found({ query, isAway }: { readonly query: string; readonly isAway: boolean }) {
  const t = useWords("people");
  const asked = useSettled(query.trim());
  const title = asked === "" ? t("away.title") : isAway ? t("found.away", { query: asked }) : t("found.title", { query: asked });
  return (
    <>
      <h2 className="edge-line-b px-4 py-4 text-section">{title}</h2>
      <List among={{ kind: "found", query: asked, isAway }} unit={null} hasKana />
    </>
  );
}

function List({ among, unit, hasKana }: { readonly among: Among; readonly unit: UnitCard | null; readonly hasKana: boolean }) {
  const t = useWords("people");
  const { place } = usePlace();
  const isAsked = among.kind === "unit" || among.query !== "" || among.isAway;
  const people = usePeople(isAsked ? among : null);
  const count = people.rows.length;
  const isFound = among.kind === "found" && !people.isLoading;
  useEffect(() => {
    if (isFound) announce(t(people.hasMore ? "found.many" : "found.count", { count }));
  }, [isFound, count, people.hasMore, t]);
  if (people.error !== null) return <ErrorState title={t("trouble")} error={people.error} onRetry={people.again} />;
  if (people.isLoading) return <SkeletonRows count={8} lines={2} />;
  if (count === 0) {
    const isUnit = among.kind === "unit";
    return (
      <div className="px-4">
        <EmptyState title={t(isUnit ? "empty.unit" : "empty.found")} hint={t(isUnit ? "empty.unit_hint" : "empty.found_hint")} />
      </div>
    );
  }
  return <PersonRows name={t("people_name")} people={people} chosen={place.person} unit={unit} hasKana={hasKana} />;
}
