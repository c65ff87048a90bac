/** The box itself with its list and preview; what is chosen is told to whoever opened it. */
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { Search as Glass, X } from "lucide-react";
import { isComposing } from "../kernel/composing";
import type { Command } from "../kernel/feature";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { optionId } from "../ui/SuggestList";
import { useSuggesting } from "../ui/suggesting";
import { FoundList } from "./FoundList";
import { KindTabs } from "./KindTabs";
import { Preview } from "./Preview";
import { isLongEnough } from "./api";
import { kinds, type FoundChoice, type FoundKind } from "./choices";
import { useChoices } from "./useChoices";

interface SearchBoxProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly commands: readonly Command[];
  readonly onChoose: (choice: FoundChoice) => void;
  readonly onSeeAll: () => void;
  readonly onClose: () => void;
}

export function SearchBox({ query, onQuery, commands, onChoose, onSeeAll, onClose }: SearchBoxProps) {
  const t = useWords("search");
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const preview = useRef<HTMLDivElement>(null);
  const [only, setOnly] = useState<FoundKind | null>(null);
  const { groups, found } = useChoices(query, commands, only);
  const suggesting = useSuggesting({ groups, onChoose });
  const { active } = suggesting;

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    const { selectionStart, value } = event.currentTarget;
    if (event.key === "ArrowRight" && selectionStart === value.length && active) {
      const first = preview.current?.querySelector<HTMLElement>("a, button");
      if (first) event.preventDefault();
      first?.focus();
    } else if (event.key === "Tab" && query !== "" && !event.shiftKey) {
      event.preventDefault();
      // The dialog around would move the focus on as well.
      event.stopPropagation();
      setOnly(nextKind(only));
    } else if (event.key === "Escape") onClose();
    else suggesting.inputProps.onKeyDown(event);
  };
  return (
    <>
      <div className="p-3.5 pb-2">
        <div className="edge-ctl flex h-12 items-center gap-3 rounded-field bg-page px-4 focus-within:outline-4 focus-within:outline-offset-2 focus-within:outline-(--focus) focus-within:outline-solid focus-within:shadow-[0_0_0_2px_var(--focus-under)]">
          <Icon of={Glass} size={24} className="text-mute" />
          <input
            ref={input}
            autoFocus
            role="combobox"
            aria-label={t("box")}
            aria-autocomplete="list"
            aria-expanded={groups.length > 0}
            aria-controls={groups.length > 0 ? listId : undefined}
            aria-activedescendant={active ? optionId(listId, active.id) : undefined}
            aria-describedby={`${listId}-keys`}
            autoComplete="off"
            placeholder={t("box")}
            value={query}
            onChange={(event) => onQuery(event.target.value)}
            {...suggesting.inputProps}
            onKeyDown={onKeyDown}
            className="h-10 min-w-0 flex-1 bg-transparent text-ink shadow-none! outline-none!"
          />
          {query !== "" && (
            <Button look="quiet" size="row" icon={X} onPress={() => (onQuery(""), input.current?.focus())}>
              {t("clear")}
            </Button>
          )}
        </div>
      </div>
      {query !== "" && <KindTabs only={only} onChange={setOnly} />}
      <div className="edge-line-t flex min-h-0 flex-1">
        <div className="min-h-40 min-w-0 flex-1 overflow-y-auto p-2">
          <FoundList
            id={listId}
            query={query}
            groups={groups}
            found={found}
            active={active}
            isEnough={isLongEnough(query)}
            onChoose={onChoose}
            onPoint={suggesting.setActiveId}
            onSeeAll={onSeeAll}
          />
        </div>
        {active && active.kind !== "commands" && (
          <div
            ref={preview}
            onKeyDown={(event) => (event.key === "ArrowLeft" || event.key === "Escape") && (event.stopPropagation(), input.current?.focus())}
            className="edge-line-l w-88 shrink-0 overflow-y-auto p-5 max-desk:hidden"
          >
            <Preview key={active.id} choice={active} onClose={onClose} />
          </div>
        )}
      </div>
      <p id={`${listId}-keys`} className="edge-line-t px-5 py-2 text-second text-mute">
        {suggesting.isConverting ? t("converting") : t("keys")}
      </p>
    </>
  );
}

function nextKind(kind: FoundKind | null): FoundKind | null {
  return kind === null ? (kinds[0] ?? null) : (kinds[kinds.indexOf(kind) + 1] ?? null);
}
