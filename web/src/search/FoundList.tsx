/** The list under the box: named groups, what was looked for marked, the active row with ground, bar and bold. */
import type { ReactNode } from "react";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { ErrorState } from "../ui/ErrorState";
import { Icon } from "../ui/Icon";
import { KindIcon } from "../ui/KindIcon";
import { optionId } from "../ui/SuggestList";
import type { ChoiceGroup } from "../ui/suggesting";
import { Marked } from "./Marked";
import type { Found } from "./api";
import type { FoundChoice } from "./choices";
import { usePlaceOfThing } from "./wording";

interface FoundListProps {
  readonly id: string;
  readonly query: string;
  readonly groups: readonly ChoiceGroup<FoundChoice>[];
  readonly found: Found;
  readonly active: FoundChoice | undefined;
  readonly isEnough: boolean;
  readonly onChoose: (choice: FoundChoice) => void;
  readonly onPoint: (id: string) => void;
  readonly onSeeAll: () => void;
}

export function FoundList(props: FoundListProps) {
  const { id, query, groups, found, active, isEnough, onChoose, onPoint, onSeeAll } = props;
  const t = useWords("search");
  const count = groups.reduce((sum, group) => sum + group.choices.length, 0);
  const isNothing = isEnough && !found.isSearching && count === 0;
  return (
    <>
      {Boolean(found.error) && <ErrorState title={t("failed")} error={found.error} onRetry={found.again} />}
      {count > 0 && (
        <div id={id} role="listbox" aria-label={t("found")}>
          {groups.map((group) => (
            <div key={group.id} role="group" aria-label={group.name}>
              <p aria-hidden="true" className="px-3 pt-2 pb-1 text-second text-mute">
                {group.name}
              </p>
              {group.choices.map((choice) => (
                <div
                  key={choice.id}
                  id={optionId(id, choice.id)}
                  role="option"
                  aria-label={choice.words}
                  aria-selected={choice.id === active?.id}
                  onPointerDown={(event) => event.preventDefault()}
                  onPointerMove={() => onPoint(choice.id)}
                  onClick={() => onChoose(choice)}
                  className="flex min-h-10 items-center gap-3 rounded-field px-3 py-1 aria-selected:bg-sel aria-selected:shadow-[inset_4px_0_0_var(--pri),var(--sel-frame)]"
                >
                  <Row choice={choice} query={query} isActive={choice.id === active?.id} />
                </div>
              ))}
            </div>
          ))}
        </div>
      )}
      <p role="status" className={isNothing || (query !== "" && !isEnough) ? "px-3 py-4 text-mute" : "sr-only"}>
        {query !== "" && !isEnough && t("too_short")}
        {isNothing && t("nothing", { query: query.trim() })}
        {isEnough && !found.isSearching && count > 0 && t("count", { count })}
      </p>
      {isEnough && found.things.length > 0 && (
        <p className="px-3 pt-2 pb-1">
          <Button look="quiet" size="row" onPress={onSeeAll}>
            {t("see_all")}
          </Button>
        </p>
      )}
    </>
  );
}

interface RowProps {
  readonly choice: FoundChoice;
  readonly query: string;
  readonly isActive: boolean;
}

function Row({ choice, query, isActive }: RowProps) {
  const t = useWords("search");
  const { language } = usePreferences();
  const placeOf = usePlaceOfThing();
  let mark: ReactNode;
  let second = "";
  if (choice.kind === "things") {
    mark = <KindIcon kind={choice.thing.kind} />;
    second = placeOf(choice.thing);
  } else if (choice.kind === "commands") {
    mark = choice.command.icon && <Icon of={choice.command.icon} className="text-mute" />;
  } else {
    const { pick } = choice;
    mark = <Avatar name={pick.name} kind={choice.kind === "units" ? "unit" : pick.is_guest ? "guest" : "person"} isAbsent={pick.away_until !== null} />;
    const detail = language === "en" ? pick.english_detail : pick.detail;
    second = choice.kind === "units" ? [detail, t("people", { count: pick.count })].filter(Boolean).join("・") : [pick.reading, detail].join("・");
  }
  return (
    <>
      <span className="flex w-8 shrink-0 justify-center">{mark}</span>
      <span className={`min-w-0 truncate ${isActive ? "font-bold" : ""}`}>
        <Marked text={choice.words} query={query} />
      </span>
      <span className="min-w-0 flex-1 truncate text-second text-mute">
        <Marked text={second} query={query} />
      </span>
      {isActive && <kbd className="edge-line rounded-chip bg-page px-1.5 font-sans text-second text-mute max-desk:hidden">Enter</kbd>}
    </>
  );
}
