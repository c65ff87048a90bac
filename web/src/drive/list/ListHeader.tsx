/** The headings of the columns; the two that sort say which way. On a phone one button changes the order. */
import { ArrowDown, ArrowUp } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Checkbox } from "../../ui/Checkbox";
import { Icon } from "../../ui/Icon";
import type { Sort } from "./order";
import { grids, isPlaced, type Columns } from "./row";

interface ListHeaderProps {
  readonly columns: Columns;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  readonly isAll: boolean;
  readonly isSome: boolean;
  readonly onAll: (isAll: boolean) => void;
}

export function ListHeader({ columns, sort, onSort, isAll, isSome, onAll }: ListHeaderProps) {
  const t = useWords("drive");
  const head = "min-w-0 truncate pr-3 text-second text-mute";
  return (
    <div role="row" aria-rowindex={1} className={`edge-line-b grid min-h-11 items-center max-desk:hidden ${grids[columns]}`}>
      <span role="columnheader" className="flex justify-center">
        <Checkbox isChosen={isAll} isPartly={isSome && !isAll} onChange={onAll} isLabelHidden>
          {t("list.tick_all")}
        </Checkbox>
      </span>
      <Sortable words={t("list.name")} sort="name" now={sort} onSort={onSort} className="pl-8" />
      <Sortable words={t(`list.when_${columns}`)} second={t("list.modified_order")} sort="modified" now={sort} onSort={onSort} />
      {columns === "folder" && (
        <>
          <span role="columnheader" className={`${head} max-wide:hidden`}>
            {t("list.who")}
          </span>
          <span role="columnheader" className={`${head} max-wide:hidden`}>
            {t("list.label")}
          </span>
        </>
      )}
      {isPlaced(columns) && (
        <span role="columnheader" className={`${head} max-wide:hidden`}>
          {t("list.place")}
        </span>
      )}
      {columns === "bin" && (
        <span role="columnheader" className={`${head} max-wide:hidden`}>
          {t("list.purged")}
        </span>
      )}
      <span role="columnheader" className={`${head} text-right max-wide:hidden`}>
        {t("list.size")}
      </span>
      <span role="columnheader">
        <span className="sr-only">{t("list.acts")}</span>
      </span>
    </div>
  );
}

interface SortableProps {
  readonly words: string;
  /** The order in words, where the arrow alone could be misread. */
  readonly second?: string;
  readonly sort: Sort;
  readonly now?: Sort;
  readonly onSort?: (sort: Sort) => void;
  readonly className?: string;
}

function Sortable({ words, second, sort, now, onSort, className = "" }: SortableProps) {
  const isNow = now === sort;
  const direction = sort === "name" ? "ascending" : "descending";
  const icon = <Icon of={sort === "name" ? ArrowUp : ArrowDown} size={16} />;
  return (
    <span role="columnheader" aria-sort={now === undefined ? undefined : isNow ? direction : "none"} className={`min-w-0 text-second text-mute ${className}`}>
      {onSort === undefined ? (
        words
      ) : (
        <button type="button" onClick={() => onSort(sort)} className="-ml-1 inline-flex min-h-8 items-center gap-1 rounded-button px-1 hover:bg-sub">
          <span className={isNow ? "font-bold text-ink" : ""}>{words}</span>
          {isNow && (
            <>
              {icon}
              {second}
            </>
          )}
        </button>
      )}
    </span>
  );
}
