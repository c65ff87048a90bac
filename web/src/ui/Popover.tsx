/** A panel that floats beside what opened it: menus, choices, the calendar. One shadow, one edge, one fade. */
import type { PopoverProps as AriaPopoverProps } from "react-aria-components/Popover";
import { Popover as AriaPopover } from "react-aria-components/Popover";

interface PopoverProps extends Omit<AriaPopoverProps, "className" | "style"> {
  readonly className?: string;
}

export function Popover({ className = "", ...rest }: PopoverProps) {
  return (
    <AriaPopover
      offset={6}
      {...rest}
      className={`fade-in edge-line max-h-[min(70vh,36rem)] overflow-y-auto rounded-card bg-raise text-ink shadow-float ${className}`}
    />
  );
}
