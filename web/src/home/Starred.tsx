/** お気に入り: a few of the things one keeps at hand, the latest first. Not there while there are none. */
import { Link } from "@tanstack/react-router";
import { useQuery } from "@tanstack/react-query";
import * as api from "../drive/api";
import { keys } from "../drive/queries";
import { useNameOf, wordThing } from "../drive/wording";
import { addressOfThing } from "../gate/things";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { KindIcon } from "../ui/KindIcon";
import { TailTruncate } from "../ui/TailTruncate";
import { SectionHead } from "./SectionHead";

const SHOWN = 4;

export function Starred() {
  const t = useWords("home");
  const drive = useWords("drive");
  const me = useMe().person.id;
  const { data } = useQuery({
    queryKey: [...keys.starred, "home"],
    queryFn: ({ signal }) => api.fetchStarred({ sort: "starred", after: null, limit: SHOWN, signal }),
    refetchOnMount: "always",
  });
  const shown = (data?.items ?? []).slice(0, SHOWN);
  const nameOf = useNameOf(shown.map(({ item }) => item.owner));
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby="starred">
      <SectionHead id="starred" title={drive("starred.title")}>
        <Link to="/drive/starred" className="link-text rounded-chip">
          {t("all_starred", { count: data?.total ?? shown.length })}
        </Link>
      </SectionHead>
      <ul className="pt-1">
        {shown.map(({ item }) => (
          <li key={item.id}>
            <Link to={addressOfThing(item.kind, item.id)} className="press flex min-h-8.5 items-center gap-3 rounded-chip hover:bg-sub max-desk:min-h-12">
              <KindIcon kind={item.kind} mediaType={item.media_type ?? undefined} />
              <TailTruncate name={wordThing(drive, item, me, nameOf)} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
