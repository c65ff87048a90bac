/** What I opened or edited, the latest first, wherever it lies. */
import { useMemo } from "react";
import { useWords } from "../kernel/words";
import * as api from "./api";
import { ItemList } from "./list/ItemList";
import type { Row } from "./list/row";
import { usePaged } from "./list/useItems";
import { Count, ListPage } from "./ListPage";
import { useThingActs } from "./thingActs";
import type { RecentItem } from "./shapes";

export function RecentPage() {
  const t = useWords("drive");
  const list = usePaged(["drive", "recent"], (after, { signal }) => api.fetchRecent(after, { signal }));
  const rows = useMemo(() => list.rows.map(rowOf), [list.rows]);
  const actsOf = useThingActs({});
  return (
    <ListPage title={t("recent.title")} text={t("recent.text")} list={list} empty={t("recent.empty")} hint={t("recent.hint")}>
      <ItemList
        name={t("recent.title")}
        list={{ ...list, rows, loadAll: async () => (await list.loadAll()).map(rowOf) }}
        columns="place"
        actsOf={actsOf}
        resting={() => <Count list={list} />}
      />
    </ListPage>
  );
}

/** The later of opening and editing; by me, so nobody is named. */
function rowOf({ item, path, opened_at: opened, edited_at: edited }: RecentItem): Row {
  const times = [opened, edited].filter((time) => time !== null).sort((one, other) => Date.parse(other) - Date.parse(one));
  return { item, path, at: times[0] ?? item.modified_at, by: null };
}
