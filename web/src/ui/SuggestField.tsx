/**
 * A box that suggests while one types: people, units, things. The caller fetches; this shows, moves and chooses. A
 * combobox with a listbox for readers. Chosen things may stand as chips inside (`chosen`), Backspace takes the last.
 */
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Search, X } from "lucide-react";
import { useWords } from "../kernel/words";
import { isComposing } from "../kernel/composing";
import { Icon } from "./Icon";
import { Popover } from "./Popover";
import { optionId, SuggestList } from "./SuggestList";
import { useSuggesting, type Choice, type ChoiceGroup } from "./suggesting";

interface SuggestFieldProps<T extends Choice> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly groups: readonly ChoiceGroup<T>[];
  readonly onChoose: (choice: T) => void;
  /** What a row shows besides its words: avatar, reading, unit. */
  readonly draw?: (choice: T) => ReactNode;
  readonly foot?: ReactNode;
  readonly placeholder?: string;
  readonly chosen?: readonly T[];
  readonly onRemove?: (choice: T) => void;
  readonly isLabelHidden?: boolean;
  readonly autoFocus?: boolean;
}

export function SuggestField<T extends Choice>(props: SuggestFieldProps<T>) {
  const { label, value, onChange, groups, onChoose, draw = (choice) => choice.words, foot, placeholder, chosen = [], onRemove } = props;
  const id = useId();
  const listId = `${id}-list`;
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [hasFocus, setFocus] = useState(false);
  const suggesting = useSuggesting({ groups, onChoose });
  const isOpen = hasFocus && suggesting.isOpen;
  useEffect(() => {
    if (props.autoFocus) input.current?.focus();
  }, [props.autoFocus]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const last = chosen.at(-1);
    if (event.key === "Backspace" && value === "" && last && !isComposing(event)) onRemove?.(last);
    else suggesting.inputProps.onKeyDown(event);
  };
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <label htmlFor={id} className={props.isLabelHidden ? "sr-only" : "mb-2 font-bold"}>
        {label}
      </label>
      <div
        ref={frame}
        onPointerDown={(event) => {
          if (event.target !== event.currentTarget) return;
          event.preventDefault();
          input.current?.focus();
        }}
        className="edge-ctl flex min-h-11 flex-wrap items-center gap-2 rounded-field bg-page px-3 py-1 focus-within:outline-4 focus-within:outline-offset-2 focus-within:outline-(--focus) focus-within:outline-solid focus-within:shadow-[0_0_0_2px_var(--focus-under)]"
      >
        {chosen.length === 0 && <Icon of={Search} className="text-mute" />}
        {chosen.map((choice) => (
          <ChosenChip key={choice.id} words={choice.words} onRemove={() => onRemove?.(choice)} />
        ))}
        <input
          ref={input}
          id={id}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen && suggesting.active ? optionId(listId, suggesting.active.id) : undefined}
          autoComplete="off"
          value={value}
          placeholder={chosen.length === 0 ? placeholder : undefined}
          {...suggesting.inputProps}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            suggesting.reopen();
            onChange(event.target.value);
          }}
          onFocus={() => setFocus(true)}
          onBlur={() => setFocus(false)}
          className="h-8 min-w-30 flex-1 bg-transparent text-ink shadow-none! outline-none!"
        />
      </div>
      {isOpen && (
        <Popover isOpen isNonModal triggerRef={frame} placement="bottom start" className="flex min-w-(--trigger-width) flex-col overflow-hidden!">
          <SuggestList
            id={listId}
            name={label}
            groups={groups}
            active={suggesting.active}
            draw={draw}
            onChoose={onChoose}
            onPoint={suggesting.setActiveId}
            isConverting={suggesting.isConverting}
            foot={foot}
          />
        </Popover>
      )}
    </div>
  );
}

function ChosenChip({ words, onRemove }: { readonly words: string; readonly onRemove: () => void }) {
  const t = useWords("ui");
  return (
    <span className="inline-flex h-8 items-center gap-1 rounded-chip bg-sub pl-2 text-body in-data-[theme=contrast]:edge-ctl">
      {words}
      <button type="button" aria-label={t("remove", { name: words })} onClick={onRemove} className="inline-flex size-7 items-center justify-center rounded-chip hover:bg-hair">
        <Icon of={X} size={16} />
      </button>
    </span>
  );
}
