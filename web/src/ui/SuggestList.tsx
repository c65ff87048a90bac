/** The suggestions themselves: named groups of choices, the active one with ground, bar and bold. */
import { useEffect, type ReactNode } from "react";
import { useWords } from "../kernel/words";
import type { Choice, ChoiceGroup } from "./suggesting";

interface SuggestListProps<T extends Choice> {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly ChoiceGroup<T>[];
  readonly active?: T;
  readonly draw: (choice: T) => ReactNode;
  readonly onChoose: (choice: T) => void;
  readonly onPoint: (id: string) => void;
  readonly isConverting: boolean;
  readonly foot?: ReactNode;
}

export function optionId(list: string, choice: string): string {
  return `${list}-${choice}`;
}

export function SuggestList<T extends Choice>(props: SuggestListProps<T>) {
  const { id, name, groups, active, draw, onChoose, onPoint, isConverting, foot } = props;
  const t = useWords("ui");
  const activeId = active === undefined ? undefined : optionId(id, active.id);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView?.({ block: "nearest" });
  }, [activeId]);
  const below = isConverting ? t("converting") : foot;
  return (
    <>
      <div id={id} role="listbox" aria-label={name} className="min-h-0 overflow-y-auto p-2">
        {groups.map((group) => (
          <div key={group.id} role="group" aria-label={group.name}>
            {groups.length > 1 && (
              <p aria-hidden="true" className="px-3 pt-2 pb-1 text-second text-mute">
                {group.name}
              </p>
            )}
            {group.choices.map((choice) => (
              <div
                key={choice.id}
                id={optionId(id, choice.id)}
                role="option"
                aria-label={choice.words}
                aria-selected={choice.id === active?.id}
                // The focus stays in the box: losing it would end the conversion and close the list.
                onPointerDown={(event) => event.preventDefault()}
                onPointerMove={() => onPoint(choice.id)}
                onClick={() => onChoose(choice)}
                className="flex min-h-10 items-center gap-3 rounded-field px-3 py-1 aria-selected:bg-sel aria-selected:font-bold aria-selected:shadow-[inset_4px_0_0_var(--pri),var(--sel-frame)]"
              >
                {draw(choice)}
              </div>
            ))}
          </div>
        ))}
      </div>
      {below && <p className="edge-line-t mx-2 px-3 py-2 text-second text-mute">{below}</p>}
    </>
  );
}
