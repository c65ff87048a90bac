/** Instead of a file that nobody may open: why, what happens next, and the one thing that may be done. */
import { ShieldAlert, ShieldQuestionMark, Trash2 } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { openOverlay } from "../overlays";
import type { Held, Item } from "../shapes";
import { can } from "../wording";

export interface HeldBodyProps {
  readonly item: Item;
  readonly held: Held;
  /** It is gone: nothing is left to show here. */
  readonly onDiscarded: () => void;
}

export function HeldBody({ item, held, onDiscarded }: HeldBodyProps) {
  const t = useWords("scanning");
  const isFound = held.why === "found";
  return (
    <div role="status" className="edge-line-t flex min-h-80 flex-1 flex-col items-center justify-center gap-3 bg-sub px-6 py-10 text-center">
      <Icon of={isFound ? ShieldAlert : ShieldQuestionMark} size={24} className={isFound ? "text-err" : "text-mute"} />
      <p className="text-section max-w-140 break-words">{t(`title.${held.why}`, { virus: held.virus })}</p>
      <p className="max-w-140 text-mute">{t(`text.${held.why}`)}</p>
      {can(item, "file.discard") && (
        <Button look={isFound ? "outlined" : "quiet"} icon={Trash2} className="mt-2" onPress={() => openOverlay({ kind: "discard", item, onDone: onDiscarded })}>
          {t("discard.act")}
        </Button>
      )}
    </div>
  );
}
