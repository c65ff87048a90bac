/** What may be done with the ticked rows. Its place is always kept, so that ticking moves no row. */
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useWords } from "../../kernel/words";
import { Button } from "../../ui/Button";
import { Checkbox } from "../../ui/Checkbox";
import { Icon } from "../../ui/Icon";
import type { MenuAct } from "../../ui/Menu";

interface ActsBarProps {
  readonly count: number;
  readonly isAll: boolean;
  readonly acts: readonly MenuAct[];
  readonly onAll: (isAll: boolean) => void;
  readonly onEnd: () => void;
  /** Shown while nothing is ticked. */
  readonly resting: ReactNode;
}

export function ActsBar({ count, isAll, acts, onAll, onEnd, resting }: ActsBarProps) {
  const t = useWords("drive");
  const atRest = <div className={`flex min-h-13 items-center gap-3 py-1 ${count === 0 ? "" : "desk:hidden"}`}>{resting}</div>;
  if (count === 0) return atRest;
  return (
    <>
      {atRest}
      <div
        role="toolbar"
        aria-label={t("list.acts_name")}
        className="flex min-h-13 items-center rounded-field border-(length:--ctl-width) border-pri bg-sel px-3 overflow-x-auto max-desk:fixed max-desk:inset-x-0 max-desk:bottom-19 max-desk:z-30 max-desk:rounded-none"
      >
        <Checkbox isChosen={isAll} isPartly={!isAll} onChange={onAll} isLabelHidden>
          {t("list.tick_all")}
        </Checkbox>
        <span aria-live="polite" className="mr-2 ml-3 shrink-0 font-bold">
          {t("list.ticked", { count })}
        </span>
        <span aria-hidden="true" className="edge-line-l h-6" />
        {acts.map((act) => (
          <button key={act.id} type="button" onClick={act.onAction} className="press inline-flex h-9 shrink-0 items-center gap-1.5 rounded-button px-2 hover:bg-page max-desk:h-11">
            {act.icon && <Icon of={act.icon} />}
            {act.label}
          </button>
        ))}
        <Button look="quiet" icon={X} onPress={onEnd} className="-mr-2 ml-auto shrink-0">
          {t("list.untick")}
        </Button>
      </div>
    </>
  );
}
