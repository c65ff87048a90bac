/** The unit one works in: what came into its shared drive lately, and who is away. */
import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import * as drive from "../drive/api";
import { useRoots } from "../drive/queries";
import type { Item } from "../drive/shapes";
import { addressOfThing } from "../gate/things";
import { useNames } from "../people/names";
import { fetchUnitPeople } from "../people/api";
import { useUnit } from "../people/queries";
import type { PersonLine } from "../people/shapes";
import { wordUnitName } from "../people/wording";
import { useMe } from "../sessions/me";
import { Avatar } from "../ui/Avatar";
import { wordTime, useNow } from "../ui/Time";
import { KindIcon } from "../ui/KindIcon";
import { TailTruncate } from "../ui/TailTruncate";
import { SectionHead } from "./SectionHead";
import { findMyUnit, listNew } from "./unit";

const NEW_SHOWN = 3;
const AWAY_SHOWN = 2;

export function MyUnit() {
  const t = useWords("home");
  const me = useMe();
  const { language } = usePreferences();
  const post = me.posts[0]?.unit.id ?? null;
  const own = useUnit(post).data;
  const roots = useRoots().data;
  const mine = own && roots && findMyUnit([...own.above, own], roots.shared);
  const items = useQuery({
    queryKey: ["drive", "list", "home", "unit", mine?.root?.id],
    queryFn: ({ signal }) => drive.fetchItems(mine?.root?.id ?? "", { sort: "modified", after: null, limit: 200, signal }),
    enabled: mine?.root !== undefined,
  });
  const people = useQuery({
    queryKey: ["people", "home", mine?.unit.id],
    queryFn: ({ signal }) => fetchUnitPeople(mine?.unit.id ?? "", "reading", null, { signal }),
    enabled: mine !== undefined,
  });
  if (!mine) return null;
  const fresh = listNew(items.data?.items ?? [], me.person.id, new Date(), NEW_SHOWN);
  const away = (people.data?.people ?? []).filter((person) => person.away !== null);
  return (
    <section aria-labelledby="my-unit">
      <SectionHead id="my-unit" title={wordUnitName(mine.unit, language)}>
        <Link to="/people/units/$unit" params={{ unit: mine.unit.id } as never} className="link-text rounded-chip">
          {t("people", { count: mine.unit.count })}
        </Link>
      </SectionHead>
      {fresh.length > 0 && (
        <ul className="pt-1">
          {fresh.map((item) => (
            <li key={item.id}>
              <Fresh item={item} />
            </li>
          ))}
        </ul>
      )}
      {fresh.length === 0 && items.data && mine.root && <p className="pt-3 text-second text-mute">{t("nothing_new")}</p>}
      {mine.root && (
        <p className="pt-2 text-second">
          <Link to={addressOfThing("folder", mine.root.id)} className="link-text rounded-chip">
            {t("open_drive")}
          </Link>
        </p>
      )}
      {away.slice(0, AWAY_SHOWN).map((person) => (
        <AwayCard key={person.id} person={person} />
      ))}
      {away.length > AWAY_SHOWN && <p className="pt-2 text-second text-mute">{t("more_away", { count: away.length - AWAY_SHOWN })}</p>}
    </section>
  );
}

function Fresh({ item }: { readonly item: Item }) {
  const t = useWords("home");
  const style = usePreferences();
  const now = useNow();
  const by = useNames(item.created_by === null ? [] : [item.created_by]).get(item.created_by ?? "")?.name ?? "";
  const name = style.language === "ja" ? by.split(/[\s ]/)[0] : by;
  return (
    <Link to={addressOfThing(item.kind, item.id)} className="press flex min-h-14 items-start gap-3 rounded-chip py-1.5 hover:bg-sub">
      <KindIcon kind={item.kind} mediaType={item.media_type ?? undefined} />
      <span className="min-w-0">
        <TailTruncate name={item.name} />
        <span className="block text-second text-mute">{t("added", { name, time: wordTime(item.created_at, "moment", now, style) })}</span>
      </span>
    </Link>
  );
}

function AwayCard({ person }: { readonly person: PersonLine }) {
  const t = useWords("home");
  const style = usePreferences();
  const now = useNow();
  const standIn = useNames(person.away?.stand_in ? [person.away.stand_in] : []).get(person.away?.stand_in ?? "")?.name;
  const until = wordTime(person.away?.ends_on ?? "", "day", now, style);
  return (
    <Link
      to="/people/$person"
      params={{ person: person.id } as never}
      className="press edge-line mt-3 flex items-center gap-3 rounded-field bg-sub px-4 py-2 hover:bg-hair"
    >
      <Avatar name={person.name} isAbsent />
      <span className="min-w-0 text-second">
        <span className="block">
          <strong>{t("away")}</strong> {person.name} {t("until", { day: until })}
        </span>
        {standIn && <span className="block text-mute">{t("stand_in", { name: standIn })}</span>}
      </span>
    </Link>
  );
}
