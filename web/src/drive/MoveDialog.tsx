/** Where to move or copy: one walks through the folders one may add to. Never into itself, and told when nothing would change. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../kernel/words";
import { useMe } from "../sessions/me";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { moveItems } from "./acts";
import { copyThings } from "./bulk/copies";
import { FolderChooser } from "./FolderChooser";
import { useDetail } from "./queries";
import type { Item } from "./shapes";
import { can, wordThing } from "./wording";

interface MoveDialogProps {
  readonly act: "move" | "copy";
  readonly items: readonly Item[];
  readonly onClose: () => void;
}

export function MoveDialog({ act, items, onClose }: MoveDialogProps) {
  const t = useWords("drive");
  const copy = useWords("takeout");
  const isCopy = act === "copy";
  const ui = useWords("ui");
  const me = useMe().person.id;
  const queries = useQueryClient();
  // Begins where they lie; null is the list of all drives.
  const [at, setAt] = useState<string | null>(items[0]?.folder ?? null);
  const { data: detail } = useDetail(at ?? undefined);
  const here = at === null ? undefined : detail?.item;
  const name = here === undefined ? t("drive") : wordThing(t, here, me);
  const isSame = !isCopy && items.every((item) => item.folder === at);
  const mayAdd = can(here, "folder.add");
  const why = at === null ? (isCopy ? copy("copy.choose") : t("move.choose")) : isSame ? t("move.same") : mayAdd ? undefined : t("move.may_not");
  const take = () => {
    onClose();
    if (at !== null) void (isCopy ? copyThings(queries, items, at) : moveItems(queries, items, at, name));
  };
  const what = items.length === 1 ? t("quoted", { name: items[0]!.name }) : t("list.count", { count: items.length });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="narrow"
      title={isCopy ? copy("copy.title", { what }) : t("move.title", { what })}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button look="solid" size="large" isDisabled={why !== undefined} why={why} onPress={take}>
            {isCopy ? copy("copy.here", { name }) : t("move.here", { name })}
          </Button>
        </>
      }
    >
      <FolderChooser at={at} onGo={setAt} moved={items} itself={isCopy ? copy("copy.itself") : t("move.itself")} />
      <p aria-live="polite" className="min-h-5 pt-2 text-second text-mute">
        {why}
      </p>
    </Dialog>
  );
}
