/**
 * The search box, open: what is found while one types, in groups, with a look at the chosen one at the right. All by
 * keys: arrows choose, Enter opens, → goes to the preview, Tab changes the kind, Esc closes. During kana conversion
 * the list follows the reading and every key belongs to the input method.
 */
import { useState } from "react";
import { useNavigate } from "@tanstack/react-router";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import type { Command } from "../kernel/feature";
import { useWords } from "../kernel/words";
import { SearchBox } from "./SearchBox";
import { addressOf } from "./addresses";
import type { FoundChoice } from "./choices";

interface SearchDialogProps {
  readonly commands: readonly Command[];
  readonly onClose: () => void;
}

export function SearchDialog({ commands, onClose }: SearchDialogProps) {
  const t = useWords("search");
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const go = (to: string) => void navigate({ to });
  const choose = (choice: FoundChoice) => {
    onClose();
    if (choice.kind === "commands") choice.command.act?.(go);
    else go(addressOf(choice));
  };
  const seeAll = () => {
    onClose();
    void navigate({ to: "/search", search: { q: query.trim() } as never });
  };
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()} className="fade-in fixed inset-0 z-40 flex justify-center bg-scrim px-6 pt-2 pb-6">
      <Modal className="flex h-fit max-h-full w-full max-w-224 flex-col overflow-hidden rounded-card bg-raise text-ink shadow-dialog in-data-[theme=contrast]:edge-line">
        <AriaDialog aria-label={t("box")} className="flex min-h-0 flex-col outline-none">
          <SearchBox query={query} onQuery={setQuery} commands={commands} onChoose={choose} onSeeAll={seeAll} onClose={onClose} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
