/** A box to find by. Esc empties it; Enter means Enter only outside kana conversion; the clear button has its word. */
import { useId, type KeyboardEvent, type Ref } from "react";
import { Search, X } from "lucide-react";
import { isComposing, isEnter } from "../kernel/composing";
import { useWords } from "../kernel/words";
import { Icon } from "./Icon";

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onEnter?: () => void;
  readonly placeholder?: string;
  /** A key hint at the right while empty, e.g. Ctrl+K. */
  readonly keys?: string;
  readonly ref?: Ref<HTMLInputElement>;
  readonly className?: string;
}

export function SearchField({ label, value, onChange, onEnter, placeholder, keys, ref, className = "" }: SearchFieldProps) {
  const t = useWords("ui");
  const id = useId();
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape" && value !== "" && !isComposing(event)) {
      event.stopPropagation();
      onChange("");
    } else if (onEnter && isEnter(event)) onEnter();
  };
  return (
    <div className={`relative flex items-center ${className}`}>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Icon of={Search} className="pointer-events-none absolute left-3.5 text-mute" />
      <input
        ref={ref}
        id={id}
        type="search"
        value={value}
        placeholder={placeholder ?? label}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="edge-ctl h-10 w-full rounded-field bg-page pr-20 pl-11 text-ink [&::-webkit-search-cancel-button]:hidden"
      />
      {value === "" ? (
        keys && <kbd className="edge-line pointer-events-none absolute right-3 rounded-chip px-1.5 font-sans text-second text-mute">{keys}</kbd>
      ) : (
        <button type="button" onClick={() => onChange("")} className="absolute right-2 flex h-8 items-center gap-1 rounded-button px-2 text-second hover:bg-sub">
          <Icon of={X} size={16} />
          {t("clear")}
        </button>
      )}
    </div>
  );
}
