/**
 * What a menu shows: rows of 40 px, keys at the right, a line before what stands apart, the foot. At the desk it
 * floats at its button; on a phone it is a sheet at the thumb.
 */
import type { ReactNode, RefObject } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Menu as AriaMenu, MenuItem } from "react-aria-components/Menu";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Separator } from "react-aria-components/Separator";
import { Icon } from "./Icon";
import type { MenuAct, MenuProps } from "./Menu";
import { Popover } from "./Popover";

interface MenuPopoverProps extends Omit<MenuProps, "trigger"> {
  readonly triggerRef: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
}

export function MenuPopover({ triggerRef, onClose, name, acts, foot, placement = "bottom start" }: MenuPopoverProps) {
  const perform = (key: unknown) => {
    onClose();
    acts.find((act) => act.id === key)?.onAction();
  };
  const onKeyDown = (event: { readonly key: string }) => {
    const act = acts.find((each) => each.keys?.length === 1 && each.keys.toLowerCase() === event.key.toLowerCase());
    if (act) perform(act.id);
  };
  const content = (
    <div onKeyDownCapture={onKeyDown}>
      <AriaMenu aria-label={name} autoFocus="first" onAction={perform} onClose={onClose} className="p-2 outline-none">
        {acts.flatMap((act) => [
          ...(act.isApart ? [<Separator key={`${act.id}-line`} className="edge-line-t my-2" />] : []),
          <Row key={act.id} act={act} />,
        ])}
      </AriaMenu>
      {foot && <p className="edge-line-t mx-2 px-3 py-2 text-second text-mute">{foot}</p>}
    </div>
  );
  if (matchMedia("(width < 48rem)").matches) {
    return (
      <Sheet name={name} onClose={onClose}>
        {content}
      </Sheet>
    );
  }
  return (
    <Popover isOpen triggerRef={triggerRef} onOpenChange={(open) => !open && onClose()} placement={placement} className="min-w-56 max-w-[calc(100vw-2rem)]">
      {content}
    </Popover>
  );
}

function Sheet({ name, onClose, children }: { readonly name: string; readonly onClose: () => void; readonly children: ReactNode }) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className="fade-in fixed inset-0 z-40 flex items-end bg-scrim">
      <Modal className="slide-up max-h-[85dvh] w-full overflow-y-auto rounded-t-dialog bg-raise pb-4 text-ink shadow-dialog in-data-[theme=contrast]:edge-line">
        <AriaDialog aria-label={name} className="outline-none">
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The row under the pointer or the keys is the selected look: ground, bar, bold. */
const row =
  "press relative flex h-10 items-center gap-3 rounded-field px-3 outline-none max-desk:h-12 " +
  "data-focused:bg-sel data-focused:font-bold data-focused:shadow-[inset_4px_0_0_var(--pri),var(--sel-frame)]";

function Row({ act }: { readonly act: MenuAct }) {
  return (
    <MenuItem id={act.id} textValue={act.label} className={row}>
      {act.icon && <Icon of={act.icon} className={act.iconClassName} />}
      <span className="min-w-0 truncate">{act.label}</span>
      {act.keys && <kbd className="ml-auto pl-6 font-sans text-second font-normal text-mute max-desk:hidden">{act.keys}</kbd>}
    </MenuItem>
  );
}
