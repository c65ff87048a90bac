/**
 * Who can see a thing, and why: its readers by reading, anybody else by search, and for the one chosen every way that
 * leads there, as a picture and in words, until when, and what would change it.
 */
import { useEffect, useState } from "react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useWords } from "../../kernel/words";
import { useNames, useWordName, type Name } from "../../people/names";
import { useMe } from "../../sessions/me";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/ErrorState";
import { KindIcon } from "../../ui/KindIcon";
import { SearchField } from "../../ui/SearchField";
import { SidePanel } from "../../ui/SidePanel";
import { SkeletonRows } from "../../ui/Skeleton";
import * as api from "../api";
import { OpeningsNote, PersonOpened } from "../openings/Openings";
import { useOpeningsOf } from "../openings/openings";
import { fold } from "../preview/fold";
import { keys, useDetail } from "../queries";
import type { Detail, Role, Sharing } from "../shapes";
import { wordThing } from "../wording";
import { Explanation } from "./Explanation";

interface WhyPanelProps {
  readonly id: string;
  readonly person?: string;
  readonly onClose: () => void;
}

export function WhyPanel({ id, person, onClose }: WhyPanelProps) {
  const t = useWords("drive");
  const me = useMe().person.id;
  const detail = useDetail(id);
  const sharing = useQuery({ queryKey: keys.sharing(id), queryFn: ({ signal }) => api.fetchSharing(id, { signal }), staleTime: 0 });
  const [chosen, setChosen] = useState(person ?? me);
  const item = detail.data?.item;
  const error = detail.error ?? sharing.error;
  return (
    <SidePanel
      isOpen
      onClose={onClose}
      title={t("acts.why")}
      second={
        item &&
        sharing.data && (
          <span className="flex items-center gap-2">
            <KindIcon kind={item.kind} mediaType={item.media_type ?? undefined} size={16} />
            {[wordThing(t, item, me), t("people", { count: sharing.data.people }), wordInside(t, sharing.data)].filter((part) => part !== "").join(t("dot"))}
          </span>
        )
      }
    >
      {error !== null && (
        <div className="p-6">
          <ErrorState title={t("share.trouble")} error={error} />
        </div>
      )}
      {detail.data && sharing.data && <Content detail={detail.data} sharing={sharing.data} chosen={chosen} onChoose={setChosen} />}
    </SidePanel>
  );
}

function wordInside(t: ReturnType<typeof useWords>, { inside, apart }: Sharing): string {
  if (!inside) return "";
  return apart ? t("preview.inside_apart", { count: inside, apart }) : t("preview.inside", { count: inside });
}

interface ContentProps {
  readonly detail: Detail;
  readonly sharing: Sharing;
  readonly chosen: string;
  readonly onChoose: (person: string) => void;
}

function Content({ detail, sharing, chosen, onChoose }: ContentProps) {
  return (
    <div className="grid h-full desk:grid-cols-[22rem_minmax(0,1fr)]">
      <div className="edge-line-r flex min-h-0 flex-col max-desk:max-h-[40dvh] max-desk:edge-line-b">
        <Readers detail={detail} people={sharing.people} chosen={chosen} onChoose={onChoose} />
      </div>
      <div className="min-h-0 overflow-y-auto px-6 py-5 max-desk:px-4">
        <Explanation key={chosen} detail={detail} sharing={sharing} person={chosen} />
      </div>
    </div>
  );
}

interface ReadersProps {
  readonly detail: Detail;
  readonly people: number;
  readonly chosen: string;
  readonly onChoose: (person: string) => void;
}

interface Line {
  readonly name: Name;
  readonly role: Role | null;
}

const collator = new Intl.Collator("ja");

function Readers({ detail, people, chosen, onChoose }: ReadersProps) {
  const { id } = detail.item;
  const t = useWords("drive");
  const [text, setText] = useState("");
  const query = useInfiniteQuery({
    queryKey: keys.readers(id),
    queryFn: ({ pageParam, signal }) => api.fetchReaders(id, pageParam, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const readers = query.data?.pages.flatMap((page) => page.readers) ?? [];
  const opened = useOpeningsOf(detail.item, readers.map(({ person }) => person));
  const names = useNames(readers.map(({ person }) => person));
  const all = readers
    .flatMap(({ person, role }): Line[] => {
      const name = names.get(person);
      return name === undefined ? [] : [{ name, role }];
    })
    .sort((one, other) => collator.compare(one.name.reading, other.name.reading));
  const wanted = fold(text).text;
  const found = all.filter(({ name }) => fold(name.name).text.includes(wanted) || fold(name.reading).text.includes(wanted));
  const others = useOthers(text, new Set(readers.map(({ person }) => person)));
  return (
    <>
      <SearchField label={t("why.find", { count: people })} value={text} onChange={setText} className="m-4" />
      <p className="px-4 pb-1 text-second text-mute">
        {t("why.by_reading")}
        <span className="block">
          <OpeningsNote detail={detail} />
        </span>
      </p>
      <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={-1}>
        {query.isPending && <SkeletonRows count={8} lines={2} />}
        <ul aria-label={t("why.readers")}>
          {found.map((line) => (
            <Reader key={line.name.id} line={line} opened={opened?.get(line.name.id)} isChosen={line.name.id === chosen} onChoose={onChoose} />
          ))}
        </ul>
        {query.hasNextPage && (
          <Button look="quiet" className="m-2" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {t("why.more", { count: people - readers.length })}
          </Button>
        )}
        {others.length > 0 && (
          <>
            <p className="edge-line-t px-4 pt-3 pb-1 text-second text-mute">{t("why.others")}</p>
            <ul aria-label={t("why.others")}>
              {others.map((name) => (
                <Reader key={name.id} line={{ name, role: null }} isChosen={name.id === chosen} onChoose={onChoose} />
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  );
}

/** People of the directory who are not among the readers loaded: one may ask why they can see it, or why not. */
function useOthers(text: string, readers: ReadonlySet<string>): readonly Name[] {
  const [wanted, setWanted] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setWanted(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useQuery({
    queryKey: ["principals", wanted],
    queryFn: ({ signal }) => api.findPrincipals(wanted, { signal }),
    enabled: wanted !== "",
  });
  const ids = (data?.principals ?? []).flatMap((pick) => (pick.kind === "person" && pick.id !== null && !readers.has(pick.id) ? [pick.id] : []));
  const names = useNames(ids);
  return wanted === "" || text.trim() === "" ? [] : ids.flatMap((id) => names.get(id) ?? []);
}

interface ReaderProps {
  readonly line: Line;
  /** When they opened it last, null where never; undefined where that is not told. */
  readonly opened?: string | null;
  readonly isChosen: boolean;
  readonly onChoose: (person: string) => void;
}

function Reader({ line, opened, isChosen, onChoose }: ReaderProps) {
  const t = useWords("drive");
  const word = useWordName();
  const { name, role } = line;
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
          {role === null ? t("why.no_role") : t(`roles.${role}`)}
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
