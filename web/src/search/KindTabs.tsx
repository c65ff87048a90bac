/** Which kind of find is listed: all, or one. The chosen one has ground, frame and bold. */
import { useWords } from "../kernel/words";
import { kinds, type FoundKind } from "./choices";

interface KindTabsProps {
  readonly only: FoundKind | null;
  readonly onChange: (kind: FoundKind | null) => void;
}

const look =
  "press edge-ctl h-8 rounded-full bg-page px-3 text-second hover:bg-sub aria-pressed:border-pri aria-pressed:ground-sel aria-pressed:font-bold aria-pressed:text-link";

export function KindTabs({ only, onChange }: KindTabsProps) {
  const t = useWords("search");
  return (
    <div role="group" aria-label={t("kind")} className="flex flex-wrap items-center gap-2 px-4 pb-3">
      {[null, ...kinds].map((kind) => (
        <button key={kind ?? "all"} type="button" aria-pressed={only === kind} onClick={() => onChange(kind)} className={look}>
          {t(`kinds.${kind ?? "all"}`)}
        </button>
      ))}
      <span className="ml-auto text-second text-mute">{t("only_seen")}</span>
    </div>
  );
}
