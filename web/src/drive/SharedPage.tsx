/** What others shared with me outside the drives I see anyway; the latest first. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { renameThing } from "./acts";
import * as api from "./api";
import { ItemList } from "./list/ItemList";
import { usePaged } from "./list/useItems";
import { Count, ListPage } from "./ListPage";
import { useThingActs } from "./thingActs";

export function SharedPage() {
  const t = useWords("drive");
  const queries = useQueryClient();
  const isGuest = useMe().person.is_guest;
  const list = usePaged(["drive", "with-me"], (after, { signal }) => api.fetchSharedWithMe(after, { signal }));
  const [naming, setNaming] = useState<string | null>(null);
  const actsOf = useThingActs({ onRename: (item) => setNaming(item.id) });
  return (
    <ListPage title={t("shared.title")} text={t(isGuest ? "guest_place.shared" : "shared.text")} list={list} empty={t("shared.empty")} hint={t("shared.hint")}>
      <ItemList
        name={t("shared.title")}
        list={list}
        columns="folder"
        actsOf={actsOf}
        naming={naming}
        onName={async (item, name) => {
          if (name !== null) await renameThing(queries, item, name);
          setNaming(null);
        }}
        resting={() => <Count list={list} />}
      />
    </ListPage>
  );
}
