/** To delete for good what is held: it cannot be undone, so it asks first, and its button says what it does. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { request } from "../../kernel/request";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { showToast, showTrouble } from "../../ui/toasts";
import { changeItems } from "../list/useItems";
import type { Item } from "../shapes";

interface DiscardDialogProps {
  readonly item: Item;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

export function DiscardDialog({ item, onClose, onDone }: DiscardDialogProps) {
  const t = useWords("scanning");
  const ui = useWords("ui");
  const queries = useQueryClient();
  const [isPending, setPending] = useState(false);
  const discard = async () => {
    setPending(true);
    try {
      await request("POST", `/api/files/${item.id}/discard`);
      if (item.folder !== null) changeItems(queries, item.folder, { items: [], gone: [item.id] });
      showToast({ words: t("discard.done", { name: item.name }), icon: Trash2 });
      onDone?.();
    } catch (error) {
      showTrouble(error);
    }
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      role="alertdialog"
      width="narrow"
      title={t("discard.title", { name: item.name })}
      description={<p>{t("discard.text")}</p>}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button look="danger" size="large" isPending={isPending} onPress={() => void discard()}>
            {t("discard.act")}
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
