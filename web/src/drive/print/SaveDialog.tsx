/** Which folder gets the PDF of a bundle as an ordinary file. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CornerLeftUp, FolderInput } from "lucide-react";
import { wordProblem } from "../../kernel/problem";
import { useWords } from "../../kernel/words";
import { useMe } from "../../sessions/me";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { showToast } from "../../ui/toasts";
import { addressOf } from "../addresses";
import * as api from "../api";
import { changeItems } from "../list/useItems";
import { Drives, Folders } from "../MoveDialog";
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
  const at = chosen === undefined ? (beside?.item.folder ?? roots?.own.id ?? null) : chosen;
  const { data: detail } = useDetail(at ?? undefined);
  const here = at === null ? undefined : detail?.item;
  const name = here === undefined ? drive("drive") : wordThing(drive, here, me);
  const why = at === null ? t("save_choose") : can(here, "folder.add") ? undefined : drive("move.may_not");
  const save = async () => {
    if (at === null || isSending) return;
    setSending(true);
    try {
      const saved = await saveBundle(id, at);
      api.fetchItemsById(at, [saved.id]).then(
        (items) => changeItems(queries, at, { items, gone: [] }),
        // The list shows it with its next page or event.
        () => undefined,
      );
      onClose();
      const words = t("saved", { name: saved.name, where: name, label: drive(`labels.${saved.label}`) });
      showToast({ words, icon: FolderInput, undo: { act: () => void navigate({ to: addressOf("folder", at) }), label: t("save_open") } });
    } catch (error) {
      showToast({ words: wordProblem(error), look: "trouble" });
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
      <div className="flex items-center gap-2 pb-2">
        {at !== null && (
          <Button size="row" icon={CornerLeftUp} onPress={() => setChosen(detail?.path.at(-1)?.id ?? null)}>
            {drive("move.up")}
          </Button>
        )}
        <p aria-live="polite" className="min-w-0 truncate font-bold">
          {name}
        </p>
      </div>
      <div className="edge-line h-72 overflow-y-auto rounded-card" tabIndex={-1}>
        {at === null ? <Drives onOpen={setChosen} /> : <Folders key={at} id={at} moved={[]} itself="" onOpen={setChosen} />}
      </div>
      <p aria-live="polite" className="min-h-5 pt-2 text-second text-mute">
        {why ?? t("save_label")}
      </p>
    </Dialog>
  );
}
