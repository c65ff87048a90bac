/** The bundles that are still kept, of oneself alone. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Printer } from "lucide-react";
import { usePreferences } from "../../kernel/preferences";
import { useWords } from "../../kernel/words";
import { wordSize } from "../../ui/dates";
import { Icon } from "../../ui/Icon";
import { useNow, wordTime } from "../../ui/Time";
import { ListPage } from "../ListPage";
import { addressOfBundle, bundlesQuery } from "./bundles";

export function BundlesPage() {
  const t = useWords("print");
  const { data, error, isPending, refetch } = useQuery(bundlesQuery);
  const now = useNow();
  const style = usePreferences();
  const bundles = data?.bundles ?? [];
  const list = { total: bundles.length, isLoading: isPending, error: data === undefined ? error : null, again: () => void refetch() };
  return (
    <ListPage title={t("list.title")} text={t("list.text")} list={list} empty={t("list.empty")} hint={t("list.hint")}>
      <ul className="edge-line-t mt-4">
        {bundles.map((bundle) => (
          <li key={bundle.id} className="edge-hair-b">
            <Link to={addressOfBundle(bundle.id)} className="press flex min-h-row-two items-center gap-4 px-3 -outline-offset-4 hover:bg-sub">
              <Icon of={Printer} className="text-mute" />
              <span className="min-w-0 flex-1">
                <span className="block truncate">{bundle.title}</span>
                <span className="block truncate text-second text-mute">
                  {bundle.state === "done" ? t("pages", { count: bundle.pages }) : t(`states.${bundle.state}`)} {bundle.size_bytes !== null && wordSize(bundle.size_bytes)}
                </span>
              </span>
              <span className="shrink-0 text-right text-second text-mute">
                {t("until", { day: wordTime(bundle.keeps_until, "day", now, style) })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </ListPage>
  );
}
