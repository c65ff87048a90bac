/** Folders that bear one tag, wherever they lie, as far as one may see them. */
import { useMemo, useState } from "react";
import { useSearch } from "@tanstack/react-router";
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../kernel/words";
import { renameThing } from "../acts";
import { ItemList } from "../list/ItemList";
import type { Row } from "../list/row";
import { usePaged } from "../list/useItems";
import { Count, ListPage } from "../ListPage";
import { keys } from "../queries";
import type { FoundItem } from "../shapes";
import { useThingActs } from "../thingActs";
import { fetchTagged } from "./api";

export function TaggedPage() {
  const t = useWords("about");
  const queries = useQueryClient();
  const search = useSearch({ strict: false }) as { readonly tag?: unknown };
  // An address may read 2026 as a number.
  const tag = search.tag === undefined ? "" : String(search.tag);
  const list = usePaged([...keys.tagged, tag], async (_after, options) => {
    const { items } = await fetchTagged(tag, options);
    return { items, next: null, total: items.length };
  });
  const rows = useMemo(() => list.rows.map(rowOf), [list.rows]);
  const [naming, setNaming] = useState<string | null>(null);
  const actsOf = useThingActs({ onRename: (item) => setNaming(item.id) });
  return (
    <ListPage title={t("tagged", { tag })} text={t("tagged_text")} list={list} empty={t("tagged_none")} hint={t("tagged_hint")}>
      <ItemList
        name={t("tagged", { tag })}
        list={{ ...list, rows, loadAll: async () => (await list.loadAll()).map(rowOf) }}
        columns="starred"
        actsOf={actsOf}
        naming={naming}
        onName={async (item, name) => {
          if (name !== null) await renameThing(queries, item, name);
          setNaming(null);
        }}
        resting={() => <Count list={{ ...list, hasMore: false }} />}
      />
    </ListPage>
  );
}

function rowOf({ item, path }: FoundItem): Row {
  return { item, path, at: item.modified_at, by: item.modified_by };
}
