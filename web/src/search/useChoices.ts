/** What fits the query, in groups, worded in the language of the screen. */
import type { Command } from "../kernel/feature";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import type { ChoiceGroup } from "../ui/suggesting";
import { useFound, type Found } from "./api";
import { fits, groupFound, type FoundChoice, type FoundKind } from "./choices";
import { useNameOfThing } from "./wording";

const MOST_THINGS = 20;
const MOST_OF_EACH = 4;

interface Choices {
  readonly groups: readonly ChoiceGroup<FoundChoice>[];
  readonly found: Found;
}

export function useChoices(query: string, commands: readonly Command[], only: FoundKind | null): Choices {
  const t = useWords("search");
  const { language } = usePreferences();
  const found = useFound(query, MOST_THINGS);
  const nameOfThing = useNameOfThing();
  const wordCommand = (command: Command) => t(command.words);
  // Before anything is typed the box offers what one can do.
  const offered = query.trim() === "" ? commands : commands.filter((command) => fits(wordCommand(command), query.trim()));
  const groups = groupFound({
    found,
    commands: offered,
    only,
    most: query.trim() === "" ? Infinity : MOST_OF_EACH,
    nameOfThing,
    wordCommand,
    nameOf: (pick) => (language === "en" ? pick.english : pick.name),
    nameOfKind: (kind) => t(`kinds.${kind}`),
  });
  return { groups, found };
}
