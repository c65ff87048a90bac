/** A tick box; in lists the words may be hidden, but they are always there for readers. */
import { useEffect, useRef, type ReactNode } from "react";
import { Check, Minus } from "lucide-react";
import { Icon } from "./Icon";

interface CheckboxProps {
  readonly isChosen: boolean;
  /** Some but not all below it are chosen. */
  readonly isPartly?: boolean;
  readonly onChange: (isChosen: boolean) => void;
  readonly children: ReactNode;
  readonly isLabelHidden?: boolean;
  readonly isDisabled?: boolean;
  /** Lists move their own focus among rows: -1 takes the box out of the Tab order. */
  readonly tabIndex?: number;
}

export function Checkbox({ isChosen, isPartly = false, onChange, children, isLabelHidden, isDisabled, tabIndex }: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = isPartly;
  }, [isPartly]);
  const isMarked = isChosen || isPartly;
  return (
    <label className="inline-flex min-h-6 items-center gap-3">
      <span className="relative inline-flex size-5.5 shrink-0 items-center justify-center">
        <input
          ref={box}
          type="checkbox"
          checked={isChosen}
          disabled={isDisabled}
          tabIndex={tabIndex}
          onChange={(event) => onChange(event.target.checked)}
          className={`absolute inset-0 appearance-none rounded-chip border-2 disabled:look-disabled ${isMarked ? "border-pri bg-pri" : "border-ctl bg-page"}`}
        />
        {isMarked && <Icon of={isPartly ? Minus : Check} size={16} className="pointer-events-none relative text-on-pri" />}
      </span>
      <span className={isLabelHidden ? "sr-only" : ""}>{children}</span>
    </label>
  );
}
