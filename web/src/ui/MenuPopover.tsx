/** What a menu shows: rows of 40 px, keys at the right, a line before what stands apart, the foot. */
import type { RefObject } from "react";
import { Menu as AriaMenu, MenuItem } from "react-aria-components/Menu";
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
  return (
    <Popover isOpen triggerRef={triggerRef} onOpenChange={(open) => !open && onClose()} placement={placement} className="min-w-56 max-w-[calc(100vw-2rem)]">
      <div onKeyDownCapture={onKeyDown}>
        <AriaMenu aria-label={name} autoFocus="first" onAction={perform} onClose={onClose} className="p-2 outline-none">
          {acts.flatMap((act) => [
            ...(act.isApart ? [<Separator key={`${act.id}-line`} className="edge-line-t my-2" />] : []),
            <Row key={act.id} act={act} />,
          ])}
        </AriaMenu>
        {foot && <p className="edge-line-t mx-2 px-3 py-2 text-second text-mute">{foot}</p>}
      </div>
    </Popover>
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
      {act.keys && <kbd className="ml-auto pl-6 font-sans text-second font-normal text-mute">{act.keys}</kbd>}
    </MenuItem>
  );
}
