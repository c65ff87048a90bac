/** One person, unit, group or seat, found by two characters; the chosen one stands as a chip. */
import { useState } from "react";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Avatar } from "../ui/Avatar";
import { SuggestField } from "../ui/SuggestField";
import { usePicks } from "./queries";
import type { Pick } from "./shapes";

export interface Picked {
  readonly id: string;
  readonly words: string;
  readonly pick: Pick;
}

interface PickFieldProps {
  readonly label: string;
  readonly kinds: readonly Pick["kind"][];
  readonly chosen: Picked | null;
  readonly onChoose: (picked: Picked | null) => void;
  /** Who cannot be chosen. */
  readonly not?: readonly string[];
  readonly autoFocus?: boolean;
}

export function PickField({ label, kinds, chosen, onChoose, not = [], autoFocus }: PickFieldProps) {
  const t = useWords("people");
  const { language } = usePreferences();
  const [typed, setTyped] = useState("");
  const { data: picks = [] } = usePicks(typed);
  const choices = picks.flatMap((pick): Picked[] => {
    if (pick.id === null || !kinds.includes(pick.kind) || not.includes(pick.id)) return [];
    return [{ id: pick.id, words: language === "en" ? pick.english : pick.name, pick }];
  });
  return (
    <SuggestField
      label={label}
      value={typed}
      onChange={setTyped}
      placeholder={t("search_hint")}
      autoFocus={autoFocus}
      groups={typed.trim() === "" || chosen !== null ? [] : [{ id: "found", name: t("found.name"), choices }]}
      chosen={chosen === null ? [] : [chosen]}
      onRemove={() => onChoose(null)}
      onChoose={(picked) => {
        onChoose(picked);
        setTyped("");
      }}
      draw={({ pick, words }) => (
        <span className="flex items-center gap-3">
          <Avatar name={pick.name} size={32} isAbsent={pick.away_until !== null} kind={pick.kind === "person" ? (pick.is_guest ? "guest" : "person") : "unit"} />
          <span>
            <span className="block">
              {words} {pick.kind === "person" && <span className="text-second text-mute">{pick.reading}</span>}
            </span>
            <span className="block text-second text-mute">{language === "en" ? pick.english_detail : pick.detail}</span>
          </span>
        </span>
      )}
    />
  );
}
