/** The list under the box: named groups, what was looked for marked, the active row with ground, bar and bold. */
import type { ReactNode } from "react";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { ErrorState } from "../ui/ErrorState";
import { Icon } from "../ui/Icon";
import { KindIcon } from "../ui/KindIcon";
import { ChoiceList } from "../ui/SuggestList";
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
        <ChoiceList
          id={id}
          name={t("found")}
          groups={groups}
          active={active}
          draw={(choice, isActive) => <Row choice={choice} query={query} isActive={isActive} />}
          onChoose={onChoose}
          onPoint={onPoint}
          isEveryGroupNamed
        />
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
    second = choice.thing.was_at === "" ? placeOf(choice.thing) : `${t("was_at")} ${choice.thing.was_at}`;
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
