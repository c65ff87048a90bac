/** ☆ and ★: whether one keeps a thing at hand. In a row it is quiet until it is set, pointed at or focused. */
import { useQueryClient } from "@tanstack/react-query";
import { Star } from "lucide-react";
import { useWords } from "../../kernel/words";
import { Icon } from "../../ui/Icon";
import type { Item } from "../shapes";
import { starThings } from "./stars";

interface StarButtonProps {
  readonly name: string;
  readonly isStarred: boolean;
  readonly onPress: () => void;
  /** Drawn with the row around it, its `group/row`. */
  readonly isInRow?: boolean;
  /** In a list whose rows hold the keys it is no Tab stop of its own. */
  readonly tabIndex?: -1;
}

const quiet =
  "opacity-0 group-hover/row:opacity-100 group-focus/row:opacity-100 group-focus-within/row:opacity-100 focus-visible:opacity-100 max-desk:opacity-100 pointer-coarse:opacity-100";

export function StarButton({ name, isStarred, onPress, isInRow = false, tabIndex }: StarButtonProps) {
  const t = useWords("star");
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-pressed={isStarred}
      aria-label={t("of", { name })}
      title={t(isStarred ? "take_off" : "add")}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
      // A second click is another change, not the row's way to open.
      onDoubleClick={(event) => event.stopPropagation()}
      className={`press inline-flex shrink-0 items-center justify-center rounded-button hover:bg-hair max-desk:size-11 pointer-coarse:size-11 print:hidden ${isInRow ? "size-8" : "size-9"} ${isStarred ? "text-pri" : `text-mute ${isInRow ? quiet : ""}`}`}
    >
      <Icon of={Star} className={isStarred ? "fill-current" : ""} />
    </button>
  );
}

interface ThingStarProps {
  readonly item: Pick<Item, "id" | "name" | "starred">;
  readonly name: string;
  readonly isInRow?: boolean;
}

/** Beside the name of a thing, where no list does it. */
export function ThingStar({ item, name, isInRow }: ThingStarProps) {
  const queries = useQueryClient();
  return <StarButton name={name} isStarred={item.starred} isInRow={isInRow} onPress={() => void starThings(queries, [item], !item.starred)} />;
}
