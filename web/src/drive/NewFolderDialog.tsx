/** A new folder here, or in my drive when the page is no folder. The name typed stays when it cannot be. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { isProblem, wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { TextField } from "../ui/TextField";
import { showToast } from "../ui/toasts";
import { binItems } from "./acts";
import { addressOf } from "./addresses";
import * as api from "./api";
import { changeItems } from "./list/useItems";
import { useRoots } from "./queries";

interface NewFolderDialogProps {
  /** null = my drive. */
  readonly folder: string | null;
  readonly onClose: () => void;
}

export function NewFolderDialog({ folder, onClose }: NewFolderDialogProps) {
  const t = useWords("drive");
  const ui = useWords("ui");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: roots } = useRoots();
  const [name, setName] = useState("");
  const [trouble, setTrouble] = useState<unknown>();
  const [isSending, setSending] = useState(false);
  const parent = folder ?? roots?.own?.id;
  const suggestion = isProblem(trouble, "name_taken") ? trouble.params["suggestion"] : undefined;

  const make = async (wanted: string) => {
    if (parent === undefined || wanted.trim() === "" || isSending) return;
    setSending(true);
    try {
      const item = await api.addFolder(parent, wanted);
      changeItems(queries, parent, { items: [item], gone: [] });
      showToast({ words: t("acts.made", { name: item.name }), undo: { act: () => void binItems(queries, [item]) } });
      onClose();
      if (folder === null) void navigate({ to: addressOf("folder", item.id) });
    } catch (error) {
      setTrouble(error);
      setSending(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="narrow"
      title={t("create.new_folder")}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {ui("cancel")}
          </Button>
          <Button look="solid" size="large" isPending={isSending} isDisabled={name.trim() === ""} onPress={() => void make(name)}>
            {t("create.make")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("rename.name")}
        value={name}
        onChange={setName}
        onEnter={() => void make(name)}
        error={trouble === undefined ? undefined : wordProblem(trouble)}
        autoFocus
      />
      {typeof suggestion === "string" && (
        <Button size="row" className="mt-2" onPress={() => void make(suggestion)}>
          {t("rename.take", { name: suggestion })}
        </Button>
      )}
    </Dialog>
  );
}
