/**
 * A button with words, and perhaps an icon before them. A plain HTML button: it is on the first screen, and the
 * browser already does all of it right. Prefer leaving it enabled and explaining; where it must be disabled, `why`
 * says why in its description (beside it on screen is the page's part).
 */
import { useId, type ButtonHTMLAttributes, type ReactNode, type Ref } from "react";
import type { LucideIcon } from "lucide-react";
import { buttonLook, type ButtonLook, type ButtonSize } from "./buttonLook";
import { Icon } from "./Icon";

type Passed = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "onClick" | "disabled" | "children" | "style">;

interface ButtonProps extends Passed {
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  readonly icon?: LucideIcon;
  /** At the far end: the arrow of a menu. */
  readonly iconAfter?: LucideIcon;
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  /** The act is under way: keeps the focus, says so, ignores further presses. */
  readonly isPending?: boolean;
  readonly why?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { look, size, icon, iconAfter, children, onPress, isDisabled = false, isPending = false, why, className = "", ...rest } = props;
  const whyId = useId();
  const iconSize = size === "row" ? 16 : 20;
  return (
    <>
      <button
        type="button"
        {...rest}
        disabled={isDisabled}
        aria-busy={isPending || undefined}
        aria-disabled={isPending || undefined}
        aria-describedby={why ? whyId : rest["aria-describedby"]}
        onClick={(event) => {
          if (isPending) event.preventDefault();
          else onPress?.();
        }}
        className={`${buttonLook(look, size)} aria-busy:opacity-60 ${className}`}
      >
        {icon && <Icon of={icon} size={iconSize} />}
        {children}
        {iconAfter && <Icon of={iconAfter} size={iconSize} className="ml-auto" />}
      </button>
      {why && (
        <span id={whyId} className="sr-only">
          {why}
        </span>
      )}
    </>
  );
}
