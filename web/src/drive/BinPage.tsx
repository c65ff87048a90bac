/** The bin: what was put there, until when it can come back, and the way back to its old place. */
import { useMemo, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2, Undo2 } from "lucide-react";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import type { MenuAct } from "../ui/Menu";
import { purgeItems, restoreItems } from "./acts";
import * as api from "./api";
import { ItemList } from "./list/ItemList";
import type { Row } from "./list/row";
import { usePaged } from "./list/useItems";
import { Count, ListPage } from "./ListPage";
import type { BinnedItem, Item } from "./shapes";
import { can } from "./wording";

export function BinPage() {
  const t = useWords("drive");
  const queries = useQueryClient();
  const list = usePaged(["drive", "bin"], (after, { signal }) => api.fetchBin(after, { signal }));
  const rows = useMemo(() => list.rows.map(rowOf), [list.rows]);
  const [purged, setPurged] = useState<readonly Item[]>([]);
  const actsOf = (items: readonly Item[]): readonly MenuAct[] => [
    ...(items.every((item) => can(item, "thing.restore"))
      ? [{ id: "restore", label: t("bin.restore"), icon: Undo2, onAction: () => void restoreItems(queries, items) }]
      : []),
    ...(items.every((item) => can(item, "thing.purge"))
      ? [{ id: "purge", label: t("bin.purge"), icon: Trash2, keys: "Delete", isApart: true, onAction: () => setPurged(items) }]
      : []),
  ];
  const purgeable = rows.map((row) => row.item).filter((item) => can(item, "thing.purge"));
  return (
    <ListPage
      title={t("bin.title")}
      text={t("bin.text")}
      list={list}
      empty={t("bin.empty")}
      hint={t("bin.hint")}
      actions={
        purgeable.length > 0 && (
          <Button icon={Trash2} onPress={() => setPurged(purgeable)}>
            {t("bin.empty_act")}
          </Button>
        )
      }
    >
      <ItemList
        name={t("bin.title")}
        list={{ ...list, rows, loadAll: async () => (await list.loadAll()).map(rowOf) }}
        columns="bin"
        actsOf={actsOf}
        isOpenable={false}
        resting={() => <Count list={list} />}
      />
      <PurgeDialog items={purged} onClose={() => setPurged([])} />
    </ListPage>
  );
}

function rowOf({ item, binned_at: at, binned_by: by, purged_on: purgedOn }: BinnedItem): Row {
  return { item, at, by, purgedOn };
}

/** The one act of the drive that cannot be undone asks first, and its button says what it does. */
function PurgeDialog({ items, onClose }: { readonly items: readonly Item[]; readonly onClose: () => void }) {
  const t = useWords("drive");
  const ui = useWords("ui");
  const queries = useQueryClient();
  const what = items.length === 1 ? t("quoted", { name: items[0]!.name }) : t("list.count", { count: items.length });
  return (
    <Dialog
      isOpen={items.length > 0}
      onClose={onClose}
      role="alertdialog"
      width="narrow"
      title={t("bin.purge_title", { what })}
      description={<p>{t("bin.purge_text")}</p>}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button
            look="danger"
            size="large"
            onPress={() => {
              onClose();
              void purgeItems(queries, items);
            }}
          >
            {t("bin.purge_do", { count: items.length })}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
