/** A panel from the right edge, over the page: long reading that belongs to the page (who can see this, and why). */
import type { ReactNode } from "react";
import { X } from "lucide-react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { useWords } from "../kernel/words";
import { Button } from "./Button";

interface SidePanelProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly second?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function SidePanel({ isOpen, onClose, title, second, actions, children }: SidePanelProps) {
  const t = useWords("ui");
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className="fade-in fixed inset-0 z-40 flex justify-end bg-scrim"
    >
      <Modal className="slide-left h-dvh w-full max-w-250 bg-raise text-ink shadow-dialog">
        <AriaDialog className="flex h-full flex-col outline-none">
          <header className="edge-line-b flex flex-wrap items-center gap-3 px-6 py-3 max-desk:px-4">
            <div className="min-w-0 flex-1">
              <Heading slot="title" className="text-dialog">
                {title}
              </Heading>
              {second && <div className="text-second text-mute">{second}</div>}
            </div>
            {actions && <div className="flex gap-2 max-desk:order-last max-desk:basis-full">{actions}</div>}
            <Button look="quiet" icon={X} onPress={onClose}>
              {t("close")}
            </Button>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
