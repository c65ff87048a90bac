/** The menu of a row, where the pointer or the row's button is. */
import { lazy, Suspense, useRef } from "react";
import { loadMenu } from "../../ui/later";
import type { MenuAct } from "../../ui/Menu";

const MenuPopover = lazy(loadMenu);

interface RowMenuProps {
  readonly name: string;
  readonly at: { readonly x: number; readonly y: number };
  readonly acts: readonly MenuAct[];
  readonly onClose: () => void;
}

export function RowMenu({ name, at, acts, onClose }: RowMenuProps) {
  const place = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={place} aria-hidden="true" className="fixed size-0" style={{ left: at.x, top: at.y }} />
      <Suspense>
        <MenuPopover triggerRef={place} name={name} acts={acts} onClose={onClose} placement="bottom start" />
      </Suspense>
    </>
  );
}
