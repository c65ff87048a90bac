/** The sheets of a workbook, as they stand in the file; those it hides are named when asked for. */
import { useRef, useState, type KeyboardEvent } from "react";
import { useWords } from "../../../kernel/words";

interface SheetTabsProps {
  readonly sheets: readonly { readonly name: string; readonly is_hidden: boolean }[];
  readonly open: number;
  readonly onOpen: (place: number) => void;
}

export function SheetTabs({ sheets, open, onOpen }: SheetTabsProps) {
  const t = useWords("previews");
  const [hasHidden, setHidden] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const hidden = sheets.filter((sheet) => sheet.is_hidden).length;
  const shown = sheets.map((sheet, place) => ({ ...sheet, place })).filter((sheet) => hasHidden || !sheet.is_hidden || sheet.place === open);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const at = (shown.findIndex((sheet) => sheet.place === open) + step + shown.length) % shown.length;
    onOpen(shown[at]!.place);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[at]?.focus();
  };
  return (
    <div className="flex min-w-0 items-stretch gap-2">
      <span className="self-center text-second whitespace-nowrap text-mute max-desk:hidden">{t("sheets.sheets")}</span>
      <div ref={list} role="tablist" aria-label={t("sheets.sheets")} onKeyDown={move} className="flex min-w-0 overflow-x-auto">
        {shown.map(({ name, place, is_hidden }) => (
          <button
            key={place}
            type="button"
            role="tab"
            aria-selected={place === open}
            tabIndex={place === open ? 0 : -1}
            onClick={() => onOpen(place)}
            className={`press h-11 shrink-0 px-4 whitespace-nowrap -outline-offset-4 ${place === open ? "ground-sel border-t-4 border-pri pb-1 font-bold text-link" : "border-t-4 border-transparent pb-1 hover:bg-sub"}`}
          >
            {name}
            {is_hidden && <span className="pl-1 text-second text-mute">{t("sheets.hidden_mark")}</span>}
          </button>
        ))}
      </div>
      {hidden > 0 && !hasHidden && (
        <button type="button" className="link-text shrink-0 text-second" onClick={() => setHidden(true)}>
          {t("sheets.show_hidden", { count: hidden })}
        </button>
      )}
    </div>
  );
}
