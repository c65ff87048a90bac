/** お気に入り: what one keeps at hand, wherever it lies. What is taken off leaves the list, and a toast puts it back. */
import { useMemo, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { renameThing } from "../acts";
import * as api from "../api";
import { ItemList } from "../list/ItemList";
import type { Row } from "../list/row";
import { usePaged } from "../list/useItems";
import { Count, ListPage } from "../ListPage";
import { keys } from "../queries";
import type { StarredItem } from "../shapes";
import { rememberSort, useSort } from "../sorting";
import { useThingActs } from "../thingActs";

export function StarredPage() {
  const t = useWords("drive");
  const star = useWords("star");
  const queries = useQueryClient();
  const sort = useSort();
  const list = usePaged([...keys.starred, sort], (after, { signal }) => api.fetchStarred({ sort, after, signal }));
  const rows = useMemo(() => list.rows.map(rowOf), [list.rows]);
  const [naming, setNaming] = useState<string | null>(null);
  const actsOf = useThingActs({ onRename: (item) => setNaming(item.id), isOfStarred: true });
  return (
    <ListPage title={t("starred.title")} text={star("text")} list={list} empty={star("empty")} hint={star("hint")}>
      <ItemList
        name={t("starred.title")}
        list={{ ...list, rows, loadAll: async () => (await list.loadAll()).map(rowOf) }}
        columns="starred"
        actsOf={actsOf}
        naming={naming}
        onName={async (item, name) => {
          if (name !== null) await renameThing(queries, item, name);
          setNaming(null);
        }}
        sort={sort}
        onSort={rememberSort}
        resting={() => (
          <>
            <Count list={{ ...list, hasMore: false }} />
            <Button look="quiet" size="row" className="ml-auto desk:hidden" onPress={() => rememberSort(sort === "name" ? "modified" : "name")}>
              {t(`list.sorted_${sort}`)}
            </Button>
          </>
        )}
      />
    </ListPage>
  );
}

function rowOf({ item, path }: StarredItem): Row {
  return { item, path, at: item.modified_at, by: item.modified_by };
}
