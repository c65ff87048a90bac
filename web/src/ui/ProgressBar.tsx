/** Long work, never a spinner: what is done of how much, time left, and a way to stop. */
import { useId } from "react";
import { useWords } from "../kernel/words";
import { Button } from "./Button";

const STEP = 10;

interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  /** 74件, 71%: how far in words. */
  readonly words?: string;
  /** 残り 約6秒 */
  readonly second?: string;
  readonly onStop?: () => void;
  readonly size?: "thin" | "thick";
}

export function ProgressBar({ label, value, most, words, second, onStop, size = "thick" }: ProgressBarProps) {
  const t = useWords("ui");
  const id = useId();
  const percent = most > 0 ? Math.min(100, Math.max(0, (value / most) * 100)) : 0;
  return (
    <div>
      <div className="flex items-baseline gap-3 text-second">
        <span id={id} className="min-w-0 truncate">
          {label}
        </span>
        <span className="ml-auto shrink-0 font-bold">{words ?? `${Math.floor(percent)}%`}</span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        // Readers say each new value: every tenth is enough, the exact one stands beside it.
        aria-valuenow={Math.floor(percent / STEP) * STEP}
        className={`mt-1.5 overflow-hidden rounded-full bg-hair in-data-[theme=contrast]:edge-ctl in-data-[theme=contrast]:bg-page ${size === "thick" ? "h-2" : "h-1 in-data-[theme=contrast]:h-2"}`}
      >
        <div className="h-full rounded-full bg-pri transition-[width] duration-200" style={{ width: `${percent}%` }} />
      </div>
      {(second ?? onStop) && (
        <div className="mt-2 flex items-center gap-3 text-second text-mute">
          <span>{second}</span>
          {onStop && (
            <Button size="row" className="ml-auto" onPress={onStop}>
              {t("stop")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
