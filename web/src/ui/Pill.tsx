/** Who can see this thing, in words, beside its name; なぜ? opens the reasons. */
import { Lock, Users } from "lucide-react";
import { useWords } from "../kernel/words";
import { Icon } from "./Icon";

interface PillProps {
  /** 契約管理課 14人・財政課 12人 */
  readonly words: string;
  /** Only I see it: a lock instead of people. */
  readonly isMine?: boolean;
  readonly onWhy?: () => void;
}

export function Pill({ words, isMine = false, onWhy }: PillProps) {
  const t = useWords("ui");
  return (
    <span className="edge-ctl inline-flex min-h-8 max-w-full items-center gap-2 rounded-full bg-page px-3 text-second max-desk:min-h-11 max-desk:w-full">
      <Icon of={isMine ? Lock : Users} size={16} />
      <span className="min-w-0 truncate" title={words}>
        {words}
      </span>
      {onWhy && (
        <button type="button" onClick={onWhy} className="link-text ml-auto min-h-6 shrink-0 rounded-chip px-0.5">
          {t("why")}
        </button>
      )}
    </span>
  );
}
