/**
 * A dialog at the desk, a sheet from below on a phone. Focus goes in, stays in, returns. Esc closes it unless typed
 * text would be lost (`holdsText`); a click outside never does. What it draws is fetched apart (`later.ts`).
 */
import { lazy, Suspense, type ReactNode } from "react";
import { loadDialog } from "./later";

export interface DialogPanelProps {
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly children: ReactNode;
  /** Says what confirming changes (保存すると変わること); read together with the title. */
  readonly description?: ReactNode;
  /** Left of the foot, muted: what happens to others. */
  readonly note?: ReactNode;
  /** Buttons of the foot, the solid one last. */
  readonly actions?: ReactNode;
  readonly holdsText?: boolean;
  readonly width?: "narrow" | "wide";
  /** "alertdialog" when it asks before something that cannot be undone. */
  readonly role?: "dialog" | "alertdialog";
}

interface DialogProps extends DialogPanelProps {
  readonly isOpen: boolean;
}

const DialogPanel = lazy(loadDialog);

export function Dialog({ isOpen, ...rest }: DialogProps) {
  if (!isOpen) return null;
  return (
    <Suspense>
      <DialogPanel {...rest} />
    </Suspense>
  );
}
