/** An icon alone: only where a row of words would not fit (formatting, row menus). Its name is also its tooltip. */
import type { Ref } from "react";
import type { LucideIcon } from "lucide-react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components/Button";
import { Icon } from "./Icon";
import { Tooltip } from "./Tooltip";

interface IconButtonProps extends Omit<ButtonProps, "className" | "style" | "children" | "aria-label"> {
  readonly icon: LucideIcon;
  readonly name: string;
  /** Shown in the tooltip beside the name, e.g. Ctrl+B. */
  readonly keys?: string;
  readonly isPressed?: boolean;
  readonly size?: 32 | 36 | 44;
  readonly ref?: Ref<HTMLButtonElement>;
}

const sides = { 32: "size-8", 36: "size-9", 44: "size-11" } as const;

export function IconButton({ icon, name, keys, isPressed, size = 36, ...rest }: IconButtonProps) {
  return (
    <Tooltip words={keys === undefined ? name : `${name} ${keys}`}>
      <AriaButton
        {...rest}
        aria-label={name}
        aria-pressed={isPressed}
        className={`press inline-flex shrink-0 items-center justify-center rounded-button text-ink hover:bg-sub disabled:text-mute aria-pressed:ground-sel aria-pressed:text-pri ${sides[size]}`}
      >
        <Icon of={icon} />
      </AriaButton>
    </Tooltip>
  );
}
