/** A look at the active find, without leaving the box: who and what it is, and where to go from it. */
import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import { FolderOpen, Users } from "lucide-react";
import { request } from "../kernel/request";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { useNames } from "../people/names";
import { usePerson, useUnit } from "../people/queries";
import { wordPost, wordUnitName } from "../people/wording";
import { Avatar } from "../ui/Avatar";
import { buttonLook } from "../ui/buttonLook";
import { Icon } from "../ui/Icon";
import { KindIcon } from "../ui/KindIcon";
import { Time } from "../ui/Time";
import { addressOf } from "./addresses";
import type { FoundThing } from "./api";
import type { FoundChoice } from "./choices";
import { useNameOfThing, usePlaceOfThing } from "./wording";

type Shown = Exclude<FoundChoice, { readonly kind: "commands" }>;

export function Preview({ choice, onClose }: { readonly choice: Shown; readonly onClose: () => void }) {
  const t = useWords("search");
  return (
    <section aria-label={t("preview", { name: choice.words })}>
      {choice.kind === "things" && <ThingPreview thing={choice.thing} />}
      {choice.kind === "people" && <PersonPreview id={choice.pick.id ?? ""} name={choice.words} />}
      {choice.kind === "units" && <UnitPreview id={choice.pick.id ?? ""} name={choice.words} />}
      <Link to={addressOf(choice)} onClick={onClose} className={`mt-5 w-full ${buttonLook("solid", "large")}`}>
        <Icon of={choice.kind === "things" ? FolderOpen : Users} />
        {t(choice.kind === "things" ? "open" : "in_directory")}
      </Link>
    </section>
  );
}

function Head({ mark, name, second }: { readonly mark: ReactNode; readonly name: string; readonly second: string }) {
  return (
    <div className="flex items-center gap-3">
      {mark}
      <div className="min-w-0">
        <p className="text-section">{name}</p>
        <p className="text-second text-mute">{second}</p>
      </div>
    </div>
  );
}

function Facts({ rows }: { readonly rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
      {rows.filter(([, value]) => value !== "" && value !== null && value !== undefined).map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-second/6 text-mute">{name}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface ThingDetail {
  readonly item: { readonly modified_at: string; readonly modified_by: string | null };
  readonly audience: { readonly only_me: boolean; readonly people: number };
}

function ThingPreview({ thing }: { readonly thing: FoundThing }) {
  const t = useWords("search");
  const nameOf = useNameOfThing();
  const placeOf = usePlaceOfThing();
  const { data } = useQuery({
    queryKey: ["drive", "detail", thing.id],
    queryFn: ({ signal }) => request<ThingDetail>("GET", `/api/things/${thing.id}`, { signal }),
  });
  const by = data?.item.modified_by ?? null;
  const name = useNames(by === null ? [] : [by]).get(by ?? "")?.name;
  return (
    <>
      <Head mark={<KindIcon kind={thing.kind} size={24} />} name={nameOf(thing)} second={placeOf(thing)} />
      {thing.passage && <p className="mt-4 line-clamp-4 text-second">{thing.passage}</p>}
      {data && (
        <Facts
          rows={[
            [t("changed"), <Time key="at" at={data.item.modified_at} />],
            [t("changed_by"), name],
            [t("seen_by"), data.audience === null ? "" : data.audience.only_me ? t("only_me") : t("people", { count: data.audience.people })],
          ]}
        />
      )}
    </>
  );
}

function PersonPreview({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useWords("search");
  const { language } = usePreferences();
  const { data } = usePerson(id);
  const today = data?.absences[0];
  return (
    <>
      <Head mark={<Avatar name={name} kind={data?.is_guest ? "guest" : "person"} size={56} />} name={name} second={data?.reading ?? ""} />
      {data && (
        <Facts
          rows={[
            ...data.posts.filter((post) => post.is_current).map((post) => [t("post"), wordPost(post, language)] as const),
            [t("telephone"), data.telephone],
            [t("place"), data.place],
            [t("away"), today && <span>〜<Time at={today.ends_on} as="day" /></span>],
          ]}
        />
      )}
    </>
  );
}

function UnitPreview({ id, name }: { readonly id: string; readonly name: string }) {
  const t = useWords("search");
  const { language } = usePreferences();
  const { data } = useUnit(id);
  const above = (data?.above ?? []).slice(-2).map((unit) => wordUnitName(unit, language)).join(" ");
  return (
    <>
      <Head mark={<Avatar name={name} kind="unit" size={56} />} name={name} second={[data?.reading, above].filter(Boolean).join("・")} />
      {data?.duty && <p className="mt-4">{data.duty}</p>}
      {data && (
        <Facts
          rows={[
            [t("staff"), data.away_count > 0 ? t("people_away", { count: data.count, away: data.away_count }) : t("people", { count: data.count })],
            [t("telephone"), data.telephone],
            [t("place"), data.place],
          ]}
        />
      )}
    </>
  );
}
