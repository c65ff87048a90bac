/** The row above what is read: each viewer puts its own tools there, between those that the frame has for all. */
import { createContext, useContext, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { Minus, Plus, type LucideIcon } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";

/** Where in the frame viewers put their tools; null until it stands. */
export const ToolsPlace = createContext<HTMLElement | null>(null);

export function FrameTools({ children }: { readonly children: ReactNode }) {
  const place = useContext(ToolsPlace);
  return place === null ? null : createPortal(children, place);
}

interface ToolProps {
  readonly icon: LucideIcon;
  readonly words: string;
  readonly keys?: string;
  readonly onPress: () => void;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
}

/** Words where there is room, else an icon with its name. */
export function Tool({ icon, words, keys, onPress, isPressed, isDisabled }: ToolProps) {
  return (
    <Button
      look="quiet"
      size="row"
      icon={icon}
      title={keys === undefined ? words : `${words} (${keys})`}
      aria-pressed={isPressed}
      aria-keyshortcuts={keys}
      isDisabled={isDisabled}
      onPress={onPress}
      className="px-2 aria-pressed:ground-sel aria-pressed:font-bold"
    >
      <span className="max-wide:sr-only">{words}</span>
    </Button>
  );
}

interface ZoomToolsProps {
  readonly percent: number;
  readonly isFit?: boolean;
  readonly fitWords?: string;
  /** There is no smaller or larger any more. */
  readonly isLeast?: boolean;
  readonly isMost?: boolean;
  readonly onSmaller: () => void;
  readonly onLarger: () => void;
  readonly onFit?: () => void;
  readonly onWhole?: () => void;
}

export function ZoomTools({ percent, isFit, fitWords, isLeast, isMost, onSmaller, onLarger, onFit, onWhole }: ZoomToolsProps) {
  const t = useWords("viewers");
  return (
    <div role="group" aria-label={t("zoom.group")} className="flex items-center">
      <Tool icon={Minus} words={t("zoom.smaller")} keys="-" isDisabled={isLeast} onPress={onSmaller} />
      <output className="w-13 text-center text-second max-desk:sr-only">{percent}%</output>
      <Tool icon={Plus} words={t("zoom.larger")} keys="+" isDisabled={isMost} onPress={onLarger} />
      {onFit && (
        <Button look="quiet" size="row" aria-pressed={isFit} onPress={onFit} className="px-2 aria-pressed:font-bold aria-pressed:text-link max-desk:px-1">
          {fitWords}
        </Button>
      )}
      {onWhole && (
        <Button look="quiet" size="row" onPress={onWhole} className="max-desk:hidden">
          100%
        </Button>
      )}
    </div>
  );
}
