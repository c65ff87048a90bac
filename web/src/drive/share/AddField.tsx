/** Whom to add: by name, reading or a part of either, with the role and perhaps the last day. */
import { useEffect, useState } from "react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CalendarDays } from "lucide-react";
import { usePreferences } from "../../kernel/preferences";
import { useWords } from "../../kernel/words";
import type { Pick } from "../../people/shapes";
import { Avatar } from "../../ui/Avatar";
import { Button } from "../../ui/Button";
import { getDay, toIsoDay } from "../../ui/dates";
import { DateField } from "../../ui/DateField";
import type { Day } from "../../ui/holidays";
import { GuestChip } from "../../ui/GuestChip";
import { Select } from "../../ui/Select";
import { SuggestField } from "../../ui/SuggestField";
import type { Choice, ChoiceGroup } from "../../ui/suggesting";
import * as api from "../api";
import { roles, type Role, type Sharing } from "../shapes";
import { give, keyOf, take, type Draft } from "./draft";

const WAIT_MILLISECONDS = 120;
const kinds: readonly Pick["kind"][] = ["unit", "person", "group", "post", "everyone"];

interface PickChoice extends Choice {
  readonly pick: Pick;
}

interface AddFieldProps {
  readonly draft: Draft;
  readonly sharing: Sharing;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onDraft: (draft: Draft) => void;
}

export function AddField({ draft, sharing, text, onText, onDraft }: AddFieldProps) {
  const t = useWords("drive");
  const [role, setRole] = useState<Role>("viewer");
  const [lastDay, setLastDay] = useState<Day | null>(null);
  const [hasEnd, setEnd] = useState(false);
  const [chosen, setChosen] = useState<readonly PickChoice[]>([]);
  const groups = useFound(text);
  const stillChosen = chosen.filter(({ pick }) => draft.give.has(keyOf(pick)));

  const giftTo = (pick: Pick, with_: { role: Role; day: Day | null }) => ({
    party: { kind: pick.kind, id: pick.id }, role: with_.role, ends_on: with_.day === null ? null : toIsoDay(with_.day),
  });
  const choose = (choice: PickChoice) => {
    onText("");
    setChosen([...stillChosen.filter(({ id }) => id !== choice.id), choice]);
    onDraft(give(draft, sharing, giftTo(choice.pick, { role, day: lastDay })));
  };
  // Role and day chosen here hold for all who are being added.
  const renew = (with_: { role: Role; day: Day | null }) => {
    setRole(with_.role);
    setLastDay(with_.day);
    onDraft(stillChosen.reduce((next, { pick }) => give(next, sharing, giftTo(pick, with_)), draft));
  };
  return (
    <>
      <div className="flex items-end gap-3 max-desk:flex-col max-desk:items-stretch">
        <SuggestField
          label={t("share.add")}
          value={text}
          onChange={onText}
          groups={groups}
          onChoose={choose}
          chosen={stillChosen}
          onRemove={({ pick }) => onDraft(take(draft, sharing, pick))}
          draw={({ pick }) => <Found pick={pick} />}
          placeholder={t("share.add_hint")}
          autoFocus
        />
        <div className="flex items-end gap-3 max-desk:*:flex-1">
          <Select
            label={t("share.role")}
            isLabelHidden
            value={role}
            choices={roles.map((each) => ({ id: each, label: t(`roles.${each}`), second: t(`roles.${each}_text`) }))}
            onChange={(next) => renew({ role: next, day: lastDay })}
          />
          {!hasEnd && (
            <Button size="large" icon={CalendarDays} onPress={() => setEnd(true)}>
              {t("share.end")}
            </Button>
          )}
        </div>
      </div>
      {hasEnd && (
        <div className="mt-3">
          <DateField label={t("share.last_day")} value={lastDay} onChange={(day) => renew({ role, day })} first={getDay(new Date())} />
        </div>
      )}
    </>
  );
}

/** What the text finds, a moment after the last key; the found of before stays until then. */
function useFound(text: string): readonly ChoiceGroup<PickChoice>[] {
  const t = useWords("drive");
  const { language } = usePreferences();
  const wanted = useSettled(text.trim());
  const { data } = useQuery({
    queryKey: ["principals", wanted],
    queryFn: ({ signal }) => api.findPrincipals(wanted, { signal }),
    enabled: wanted !== "",
    placeholderData: keepPreviousData,
  });
  if (text.trim() === "" || data === undefined) return [];
  const choices = data.principals.map((pick): PickChoice => ({
    id: keyOf(pick),
    words: pick.kind === "everyone" ? t("everyone") : language === "en" && pick.kind !== "person" ? pick.english : pick.name,
    pick,
  }));
  return kinds
    .map((kind) => ({ id: kind, name: t(`kinds.${kind}`), choices: choices.filter(({ pick }) => pick.kind === kind) }))
    .filter((group) => group.choices.length > 0);
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), WAIT_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** A seat has no reading of its own: what stands there is its name again. */
function isKana(text: string): boolean {
  return /^[\u3041-\u3096ー\s]+$/.test(text);
}

function Found({ pick }: { readonly pick: Pick }) {
  const t = useWords("drive");
  const { language } = usePreferences();
  const isEnglish = language === "en";
  const name = pick.kind === "everyone" ? t("everyone") : isEnglish && pick.kind !== "person" ? pick.english : pick.name;
  const detail = isEnglish ? pick.english_detail : pick.detail;
  const second = [detail, isEnglish || !isKana(pick.reading) || pick.reading === detail ? "" : t("share.reading", { reading: pick.reading })].filter((part) => part !== "");
  return (
    <>
      <Avatar name={name} kind={pick.is_guest ? "guest" : pick.kind === "person" ? "person" : "unit"} isAbsent={pick.away_until !== null} />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
        <span className="block truncate text-second font-normal text-mute">{second.join(t("dot"))}</span>
      </span>
      {pick.is_guest && <GuestChip />}
      {pick.kind !== "person" && <span className="text-second font-normal text-mute">{t("people", { count: pick.count })}</span>}
    </>
  );
}
