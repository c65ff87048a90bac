/** How much of a limit is used: a bar that says by its colour and by its words when little is left. */
import { useWords } from "../../kernel/words";
import { wordSize } from "../../ui/dates";
import { NEARLY_FULL } from "./api";

interface MeterProps {
  readonly label: string;
  readonly usedBytes: number;
  readonly limitBytes: number | null;
  /** In a row of a list the words stand beside each other. */
  readonly isInRow?: boolean;
}

export function Meter({ label, usedBytes, limitBytes, isInRow = false }: MeterProps) {
  const t = useWords("usage");
  const used = wordSize(usedBytes);
  if (limitBytes === null) {
    return (
      <p className={isInRow ? "text-second" : ""}>
        {isInRow ? used : t("used", { used })} <span className="text-mute">{t("no_limit")}</span>
      </p>
    );
  }
  const part = Math.min(1, usedBytes / limitBytes);
  const look = usedBytes >= limitBytes ? "err" : part >= NEARLY_FULL ? "warn" : "pri";
  const free = limitBytes > usedBytes ? t("free", { free: wordSize(limitBytes - usedBytes) }) : t("none_free");
  const words = t("used_of", { used, limit: wordSize(limitBytes) });
  return (
    <div>
      <p className={`flex flex-wrap items-baseline gap-x-3 ${isInRow ? "text-second" : ""}`}>
        <span>{isInRow ? `${used} / ${wordSize(limitBytes)}` : words}</span>
        <span className={`ml-auto ${inks[look]}`}>{free}</span>
      </p>
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
        aria-valuetext={`${words} ${free}`}
        className={`mt-1 overflow-hidden rounded-full bg-hair in-data-[theme=contrast]:edge-ctl in-data-[theme=contrast]:bg-page ${isInRow ? "h-1.5" : "h-2"}`}
      >
        <div className={`h-full rounded-full ${grounds[look]}`} style={{ width: `${part * 100}%` }} />
      </div>
    </div>
  );
}

const inks = { pri: "text-mute", warn: "font-bold text-warn", err: "font-bold text-err" } as const;
const grounds = { pri: "bg-pri", warn: "bg-warn", err: "bg-err" } as const;
