/** 3 / 24 ページ: which is looked at, and a field to go to another. */
import { useState } from "react";
import { ChevronDown, ChevronUp } from "lucide-react";
import { isEnter } from "../../../kernel/composing";
import { useWords } from "../../../kernel/words";
import { IconButton } from "../../../ui/IconButton";

interface PageNumberProps {
  readonly current: number;
  readonly count: number;
  readonly onGo: (page: number) => void;
}

export function PageNumber({ current, count, onGo }: PageNumberProps) {
  const t = useWords("viewers");
  /** null while nothing is being typed: the field then says where one is. */
  const [typed, setTyped] = useState<string | null>(null);
  const go = () => {
    if (typed === null) return;
    const page = Number(typed.normalize("NFKC"));
    if (Number.isInteger(page) && page >= 1) onGo(Math.min(page, count));
    setTyped(null);
  };
  return (
    <div role="group" aria-label={t("pdf.page")} className="flex items-center gap-1 text-second">
      <span className="flex max-desk:hidden">
        <IconButton icon={ChevronUp} name={t("pdf.previous")} size={32} isDisabled={current <= 1} onPress={() => onGo(current - 1)} />
        <IconButton icon={ChevronDown} name={t("pdf.next")} size={32} isDisabled={current >= count} onPress={() => onGo(current + 1)} />
      </span>
      <input
        aria-label={t("pdf.go")}
        inputMode="numeric"
        value={typed ?? String(current)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={go}
        onKeyDown={(event) => {
          if (isEnter(event)) go();
        }}
        className="edge-ctl h-8 w-12 rounded-button max-desk:w-10 bg-page px-1 text-center"
      />
      <span className="max-desk:sr-only">{t("pdf.of", { count })}</span>
      <span aria-hidden="true" className="desk:hidden">
        / {count}
      </span>
    </div>
  );
}
