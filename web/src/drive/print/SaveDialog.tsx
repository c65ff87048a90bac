/** Which folder gets the PDF of a bundle as an ordinary file. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FolderInput } from "lucide-react";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { showToast, showTrouble } from "../../ui/toasts";
import { addressOf } from "../addresses";
import { FolderChooser } from "../FolderChooser";
import { showItems } from "../list/useItems";
import { useDetail, useRoots } from "../queries";
import { can, wordThing } from "../wording";
import { saveBundle } from "./bundles";

interface SaveDialogProps {
  readonly id: string;
  readonly title: string;
  /** One of the things that went in: the PDF is to lie beside it, where nothing else is chosen. */
  readonly from: string | undefined;
  readonly onClose: () => void;
}

export function SaveDialog({ id, title, from, onClose }: SaveDialogProps) {
  const t = useWords("print");
  const drive = useWords("drive");
  const ui = useWords("ui");
  const me = useMe().person.id;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: roots } = useRoots();
  const [chosen, setChosen] = useState<string | null>();
  const [isSending, setSending] = useState(false);
  const { data: beside } = useDetail(from);
  const at = chosen === undefined ? (beside?.item.folder ?? roots?.own?.id ?? null) : chosen;
  const { data: detail } = useDetail(at ?? undefined);
  const here = at === null ? undefined : detail?.item;
  const name = here === undefined ? drive("drive") : wordThing(drive, here, me);
  const why = at === null ? t("save_choose") : can(here, "folder.add") ? undefined : drive("move.may_not");
  const save = async () => {
    if (at === null || isSending) return;
    setSending(true);
    try {
      const saved = await saveBundle(id, at);
      showItems(queries, at, [saved.id]);
      onClose();
      const words = t("saved", { name: saved.name, where: name, label: drive(`labels.${saved.label}`) });
      showToast({ words, icon: FolderInput, undo: { act: () => void navigate({ to: addressOf("folder", at) }), label: t("save_open") } });
    } catch (error) {
      showTrouble(error);
      setSending(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="narrow"
      title={t("save_title", { title })}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button look="solid" size="large" isPending={isSending} isDisabled={why !== undefined} why={why} onPress={() => void save()}>
            {t("save_here", { name })}
          </Button>
        </>
      }
    >
      <FolderChooser at={at} onGo={setChosen} />
      <p aria-live="polite" className="min-h-5 pt-2 text-second text-mute">
        {why ?? t("save_label")}
      </p>
    </Dialog>
  );
}
