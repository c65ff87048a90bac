/** Beside a file's name: ページで編集 or アプリで編集, and the list of its versions. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { FilePenLine, History, SquareArrowOutUpRight } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { showFilePanel, showReturnPlace, useFilePanel } from "../filePanel";
import { goToEditor, useIsEditable } from "../editor/useEditor";
import type { Item } from "../shapes";
import { can } from "../wording";
import { editInApp } from "./acts";

export function HeaderActs({ item }: { readonly item: Item }) {
  const t = useWords("versions");
  const queries = useQueryClient();
  const isOpen = useFilePanel() === "versions";
  const [isPending, setPending] = useState(false);
  const isEditable = useIsEditable(item);
  if (item.version === null || !can(item, "file.download")) return null;
  const edit = async () => {
    setPending(true);
    await editInApp(queries, item);
    showReturnPlace();
    setPending(false);
  };
  return (
    <>
      <Button icon={History} className="max-desk:hidden" aria-expanded={isOpen} onPress={() => showFilePanel(isOpen ? null : "versions")}>
        {t("count", { count: item.version })}
      </Button>
      {isEditable && (
        <Button look="outlined" icon={FilePenLine} className="max-desk:hidden" onPress={() => goToEditor(item.id)}>
          {t("edit.here")}
        </Button>
      )}
      {/* Not before it is known where one edits: no button turns into another under somebody's hand. */}
      {isEditable === false && can(item, "file.replace") && (
        <Button look="outlined" icon={SquareArrowOutUpRight} isPending={isPending} className="max-desk:hidden" onPress={() => void edit()}>
          {t("edit.act")}
        </Button>
      )}
    </>
  );
}

/** On a phone, where the row of buttons is full: beside the size and the day. */
export function VersionsLink({ item }: { readonly item: Item }) {
  const t = useWords("versions");
  if (item.version === null || !can(item, "file.download")) return null;
  return (
    <button type="button" aria-haspopup="dialog" className="link-text min-h-6 desk:hidden" onClick={() => showFilePanel("versions")}>
      {t("count", { count: item.version })}
    </button>
  );
}
