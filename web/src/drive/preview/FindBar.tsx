/** Finding in what is shown: Ctrl+F opens it, Enter goes on, Shift+Enter back, Esc closes. */
import { useEffect, useRef } from "react";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { isComposing, isEnter } from "../../kernel/composing";
import { useWords } from "../../kernel/words";
import { IconButton } from "../../ui/IconButton";
import type { Find } from "./useFind";

interface FindBarProps {
  readonly find: Find<unknown>;
  /** Where the focus goes when it closes. */
  readonly onClose: () => void;
}

export function FindBar({ find, onClose }: FindBarProps) {
  const t = useWords("viewers");
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  const count = find.hits.length;
  const words = count > 0 ? t("find.count", { at: find.at + 1, count }) : find.isLooking ? t("find.looking") : t("find.none");
  const close = () => {
    find.close();
    onClose();
  };
  return (
    <div
      role="search"
      aria-label={t("find.label")}
      className="edge-line absolute top-2 right-4 z-10 flex max-w-[calc(100%-2rem)] items-center gap-1 rounded-field bg-raise p-1.5 shadow-float"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !isComposing(event)) {
          event.preventDefault();
          event.stopPropagation();
          close();
        } else if (isEnter(event) && event.target === box.current) {
          event.preventDefault();
          find.step(event.shiftKey ? -1 : 1);
        }
      }}
    >
      <input
        ref={box}
        type="search"
        value={find.text}
        aria-label={t("find.label")}
        placeholder={t("find.label")}
        autoComplete="off"
        onChange={(event) => find.setText(event.target.value)}
        className="edge-ctl h-9 w-56 min-w-0 rounded-button bg-page px-3 [&::-webkit-search-cancel-button]:hidden"
      />
      <output className="min-w-20 px-1 text-center text-second text-mute">{find.text === "" ? "" : words}</output>
      <IconButton icon={ChevronUp} name={t("find.previous")} keys="Shift+Enter" isDisabled={count === 0} onPress={() => find.step(-1)} />
      <IconButton icon={ChevronDown} name={t("find.next")} keys="Enter" isDisabled={count === 0} onPress={() => find.step(1)} />
      <IconButton icon={X} name={t("find.close")} keys="Esc" onPress={close} />
    </div>
  );
}
