/** The suggestions themselves: named groups of choices, the active one with ground, bar and bold. */
import { useEffect, type ReactNode } from "react";
import { useWords } from "../kernel/words";
import type { Choice, ChoiceGroup } from "./suggesting";

export function optionId(list: string, choice: string): string {
  return `${list}-${choice}`;
}

interface ChoiceListProps<T extends Choice> {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly ChoiceGroup<T>[];
  readonly active: T | undefined;
  readonly draw: (choice: T, isActive: boolean) => ReactNode;
  readonly onChoose: (choice: T) => void;
  readonly onPoint: (id: string) => void;
  /** Of a single group the name is said to readers only, unless asked for. */
  readonly isEveryGroupNamed?: boolean;
  readonly className?: string;
}

/** The list that belongs to a box: the focus stays there, the box names the active one. */
export function ChoiceList<T extends Choice>(props: ChoiceListProps<T>) {
  const { id, name, groups, active, draw, onChoose, onPoint, isEveryGroupNamed = false, className } = props;
  const activeId = active === undefined ? undefined : optionId(id, active.id);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView?.({ block: "nearest" });
  }, [activeId]);
  return (
    <div id={id} role="listbox" aria-label={name} className={className}>
      {groups.map((group) => (
        <div key={group.id} role="group" aria-label={group.name}>
          {(groups.length > 1 || isEveryGroupNamed) && (
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
              className="flex min-h-10 items-center gap-3 rounded-field px-3 py-1 aria-selected:bg-sel aria-selected:shadow-[inset_4px_0_0_var(--pri),var(--sel-frame)]"
            >
              {draw(choice, choice.id === active?.id)}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

interface SuggestListProps<T extends Choice> extends Omit<ChoiceListProps<T>, "draw" | "isEveryGroupNamed" | "className"> {
  readonly draw: (choice: T) => ReactNode;
  readonly isConverting: boolean;
  readonly foot?: ReactNode;
}

export function SuggestList<T extends Choice>({ draw, isConverting, foot, ...list }: SuggestListProps<T>) {
  const t = useWords("ui");
  const below = isConverting ? t("converting") : foot;
  return (
    <>
      <ChoiceList
        {...list}
        className="min-h-0 overflow-y-auto p-2"
        draw={(choice, isActive) => <div className={`flex min-w-0 flex-1 items-center gap-3 ${isActive ? "font-bold" : ""}`}>{draw(choice)}</div>}
      />
      {below && <p className="edge-line-t mx-2 px-3 py-2 text-second text-mute">{below}</p>}
    </>
  );
}
