/**
 * A menu of acts behind a button. What floats is fetched apart (`later.ts`), so the first screen does not wait for
 * it; the button is the caller's, given the props that make it open.
 */
import { lazy, Suspense, useRef, useState, type KeyboardEvent, type ReactElement, type Ref } from "react";
import type { LucideIcon } from "lucide-react";
import { loadMenu } from "./later";

export interface MenuAct {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly iconClassName?: string;
  /** As a person reads them: F2, Ctrl+Shift+C. */
  readonly keys?: string;
  /** A line above: the first of another group, or the act that removes. */
  readonly isApart?: boolean;
  readonly onAction: () => void;
}

interface MenuTriggerProps {
  readonly ref: Ref<HTMLButtonElement>;
  readonly onPress: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly "aria-haspopup": "menu";
  readonly "aria-expanded": boolean;
}

export interface MenuProps {
  /** The button that opens it: `(props) => <Button {...props}>…</Button>`. */
  readonly trigger: (props: MenuTriggerProps) => ReactElement;
  readonly name: string;
  readonly acts: readonly MenuAct[];
  /** Says where the act will happen. */
  readonly foot?: string;
  readonly placement?: "bottom start" | "bottom end" | "top start";
}

const MenuPopover = lazy(loadMenu);

export function Menu({ trigger, ...rest }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    <>
      {trigger({ ref: button, onPress: () => setOpen(true), onKeyDown, "aria-haspopup": "menu", "aria-expanded": isOpen })}
      {isOpen && (
        <Suspense>
          <MenuPopover {...rest} triggerRef={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
