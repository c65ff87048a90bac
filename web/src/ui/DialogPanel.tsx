/** What an open dialog draws; see Dialog.tsx for how it behaves. */
import { useId } from "react";
import { X } from "lucide-react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useWords } from "../kernel/words";
import { Button } from "./Button";
import type { DialogPanelProps } from "./Dialog";

export function DialogPanel(props: DialogPanelProps) {
  const { onClose, title, children, description, note, actions, holdsText = false, width = "wide", role } = props;
  const t = useWords("ui");
  const descriptionId = useId();
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isKeyboardDismissDisabled={holdsText}
      className="fade-in fixed inset-0 z-40 flex items-end justify-center bg-scrim desk:items-center desk:p-6"
    >
      <Modal
        className={`flex max-h-[92dvh] w-full flex-col overflow-hidden rounded-t-dialog bg-raise text-ink shadow-dialog in-data-[theme=contrast]:edge-line max-desk:slide-up desk:rounded-dialog ${width === "wide" ? "desk:max-w-180" : "desk:max-w-120"}`}
      >
        <AriaDialog role={role} aria-describedby={description ? descriptionId : undefined} className="flex min-h-0 flex-col outline-none">
          <header className="flex items-start gap-4 px-6 pt-5 pb-2 max-desk:px-4">
            <Heading slot="title" className="min-w-0 flex-1 text-dialog">
              {title}
            </Heading>
            <Button look="quiet" icon={X} onPress={onClose} className="-mr-3">
              {t("close")}
            </Button>
          </header>
          {/* 14 px inside the edge, so that a focus ring is never cut. */}
          <div className="min-h-0 flex-1 overflow-y-auto px-6 py-3.5 max-desk:px-4">
            {children}
            {description && <div id={descriptionId}>{description}</div>}
          </div>
          {(actions ?? note) && (
            <footer className="flex flex-wrap items-center justify-end gap-3 px-6 pt-3 pb-6 max-desk:px-4 max-desk:pb-8">
              {note && <p className="mr-auto text-second text-mute">{note}</p>}
              {actions}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
