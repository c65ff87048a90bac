/** Who can see a thing, however many: by reading, found by name, or counted by where they work. */
import { useState } from "react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useWords } from "../../kernel/words";
import { useNames, useWordName, type Name } from "../../people/names";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/ErrorState";
import { SearchField } from "../../ui/SearchField";
import { SegmentedChoice } from "../../ui/SegmentedChoice";
import { SkeletonRows } from "../../ui/Skeleton";
import * as api from "../api";
import { OpeningsNote, PersonOpened } from "../openings/Openings";
import { useOpeningsOf } from "../openings/openings";
import { keys } from "../queries";
import type { Detail, Role } from "../shapes";
import { ByUnit } from "./ByUnit";
import { useSettled } from "./useSettled";

interface ReadersProps {
  readonly detail: Detail;
  readonly people: number;
  readonly chosen: string;
  readonly onChoose: (person: string) => void;
}

type View = "list" | "units";

export function Readers({ detail, people, chosen, onChoose }: ReadersProps) {
  const t = useWords("readers");
  const [text, setText] = useState("");
  const [view, setView] = useState<View>("list");
  const [unit, setUnit] = useState<string | null>(null);
  const looksFor = text.trim() !== "";
  const choices = [
    { id: "list", label: t("by_reading") },
    { id: "units", label: t("by_unit") },
  ] as const;
  const openUnit = (id: string) => {
    setUnit(id);
    setView("list");
  };
  return (
    <>
      <SearchField label={t("find", { count: people })} value={text} onChange={setText} className="mx-4 mt-4 mb-3" />
      {!looksFor && (
        <div className="px-4 pb-2">
          <SegmentedChoice label={t("view")} isLabelHidden value={view} choices={choices} onChange={setView} />
        </div>
      )}
      <p className="px-4 pb-1 text-second text-mute empty:hidden">
        <OpeningsNote detail={detail} />
      </p>
      <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={-1}>
        {view === "units" && !looksFor ? (
          <ByUnit id={detail.item.id} start={unit} onList={openUnit} />
        ) : (
          <ReaderList detail={detail} text={text} unit={looksFor ? null : unit} onWholeList={() => setUnit(null)} chosen={chosen} onChoose={onChoose} />
        )}
      </div>
    </>
  );
}

interface ReaderListProps extends Omit<ReadersProps, "people"> {
  readonly text: string;
  readonly unit: string | null;
  readonly onWholeList: () => void;
}

function ReaderList({ detail, text, unit, onWholeList, chosen, onChoose }: ReaderListProps) {
  const { id } = detail.item;
  const t = useWords("readers");
  const wanted = useSettled(text.trim());
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: keys.readersOf(id, wanted, unit),
    queryFn: ({ pageParam, signal }) => api.fetchReaders(id, { query: wanted, unit, after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const readers = data?.pages.flatMap((page) => page.readers) ?? [];
  const opened = useOpeningsOf(detail.item, readers.map(({ person }) => person));
  const names = useNames(readers.map(({ person }) => person));
  const others = useOthers(wanted, new Set(readers.map(({ person }) => person)));
  const found = data?.pages[0]?.found ?? 0;
  if (error !== null) return <ErrorState title={t("trouble")} error={error} onRetry={() => void refetch()} />;
  return (
    <>
      {unit !== null && <OfUnit unit={unit} count={found} onClear={onWholeList} />}
      {isPending && <SkeletonRows count={8} lines={2} />}
      <ul aria-label={t("readers")}>
        {readers.map(({ person, role }) => {
          const name = names.get(person);
          return name && <Reader key={person} name={name} role={role} opened={opened?.get(person)} isChosen={person === chosen} onChoose={onChoose} />;
        })}
      </ul>
      {hasNextPage && (
        <Button look="quiet" className="m-2" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t("more", { count: found - readers.length })}
        </Button>
      )}
      {!isPending && readers.length === 0 && wanted !== "" && <p className="px-4 py-3 text-mute">{t("none_found")}</p>}
      {others.length > 0 && (
        <>
          <p className="edge-line-t px-4 pt-3 pb-1 text-second text-mute">{t("others")}</p>
          <ul aria-label={t("others")}>
            {others.map((name) => (
              <Reader key={name.id} name={name} role={null} isChosen={name.id === chosen} onChoose={onChoose} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function OfUnit({ unit, count, onClear }: { readonly unit: string; readonly count: number; readonly onClear: () => void }) {
  const t = useWords("readers");
  const word = useWordName();
  const name = useNames([unit]).get(unit);
  return (
    <div className="edge-hair-b flex min-h-11 items-center gap-2 px-4 py-1">
      <b className="min-w-0 flex-1 truncate">{t("of_unit", { unit: name ? word(name) : "", count })}</b>
      <Button look="quiet" size="row" icon={X} onPress={onClear}>
        {t("all")}
      </Button>
    </div>
  );
}

/** People of the directory who are not among the readers: one may ask why they cannot see it. */
function useOthers(wanted: string, readers: ReadonlySet<string>): readonly Name[] {
  const { data } = useQuery({
    queryKey: ["principals", wanted],
    queryFn: ({ signal }) => api.findPrincipals(wanted, { signal }),
    enabled: wanted !== "",
  });
  const ids = (data?.principals ?? []).flatMap((pick) => (pick.kind === "person" && pick.id !== null && !readers.has(pick.id) ? [pick.id] : []));
  const names = useNames(ids);
  return wanted === "" ? [] : ids.flatMap((id) => names.get(id) ?? []);
}

interface ReaderProps {
  readonly name: Name;
  readonly role: Role | null;
  /** When they opened it last, null where never; undefined where that is not told. */
  readonly opened?: string | null;
  readonly isChosen: boolean;
  readonly onChoose: (person: string) => void;
}

function Reader({ name, role, opened, isChosen, onChoose }: ReaderProps) {
  const t = useWords("drive");
  const word = useWordName();
  return (
    <li>
      <button
        type="button"
        aria-current={isChosen || undefined}
        onClick={() => onChoose(name.id)}
        className="edge-hair-b press relative flex min-h-14 w-full items-center gap-3 px-4 text-left -outline-offset-4 hover:bg-sub aria-[current]:ground-sel aria-[current]:font-bold"
      >
        {isChosen && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-1 bg-pri" />}
        <Avatar name={name.name} kind={name.is_guest ? "guest" : "person"} isAbsent={name.away_until !== null} />
        <span className="min-w-0 flex-1">
          <span className="block truncate">{word(name)}</span>
          <span className="block truncate text-second font-normal text-mute">{name.reading}</span>
        </span>
        <span className="shrink-0 text-right text-second font-normal">
          {role === null ? t("why:no_role") : t(`roles.${role}`)}
          {opened !== undefined && (
            <span className="block text-mute">
              <PersonOpened at={opened} />
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
