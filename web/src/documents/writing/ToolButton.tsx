/**
 * A button of the toolbar. It never takes the focus from the text when pressed with a pointer: the selection it works
 * on, and on a phone the keyboard, would go away. Icon alone with name and tooltip, or with words.
 */
import type { KeyboardEvent, ReactNode, Ref } from "react";
import type { LucideIcon } from "lucide-react";
import { ChevronDown } from "lucide-react";
import { Icon } from "../../ui/Icon";

interface ToolButtonProps {
  readonly name: string;
  readonly icon?: LucideIcon;
  readonly keys?: string;
  /** Written beside the icon. */
  readonly words?: ReactNode;
  readonly isPressed?: boolean;
  readonly opensMenu?: boolean;
  readonly onPress: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly "aria-haspopup"?: "menu" | "dialog";
  readonly "aria-expanded"?: boolean;
  readonly className?: string;
}

export function ToolButton({ name, icon, keys, words, isPressed, opensMenu = false, onPress, className = "", ...rest }: ToolButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={words === undefined || opensMenu ? name : undefined}
      aria-pressed={isPressed}
      aria-keyshortcuts={keys?.replace("Ctrl", "Control")}
      title={keys === undefined ? name : `${name} ${keys}`}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
      className={
        "press inline-flex h-9 min-w-9 shrink-0 items-center justify-center gap-1.5 rounded-button px-2 whitespace-nowrap hover:bg-sub " +
        `max-desk:h-11 max-desk:min-w-11 aria-pressed:ground-sel aria-pressed:text-pri ${className}`
      }
    >
      {icon && <Icon of={icon} />}
      {words}
      {opensMenu && <Icon of={ChevronDown} size={16} className="ml-auto" />}
    </button>
  );
}
