/** 不在: from when to when, who stands in, save. Shown then wherever the name stands. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { usePreferences } from "../kernel/preferences";
import { wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Avatar } from "../ui/Avatar";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { DateField } from "../ui/DateField";
import { Dialog } from "../ui/Dialog";
import { getDay, toIsoDay } from "../ui/dates";
import { toNumber, type Day } from "../ui/holidays";
import { SuggestField } from "../ui/SuggestField";
import { showToast } from "../ui/toasts";
import * as api from "./api";
import { renewPeople, usePicks } from "./queries";
import type { Pick } from "./shapes";

interface AbsenceDialogProps {
  /** Whose; null = one's own. */
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly onClose: () => void;
}

interface Choice {
  readonly id: string;
  readonly words: string;
  readonly pick: Pick;
}

export function AbsenceDialog({ person, onClose }: AbsenceDialogProps) {
  const t = useWords("people");
  const queries = useQueryClient();
  const today = getDay(new Date());
  const [first, setFirst] = useState<Day | null>(today);
  const [last, setLast] = useState<Day | null>(null);
  const [standIn, setStandIn] = useState<Choice | null>(null);
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const end = last ?? first;
  const save = async () => {
    if (first === null || end === null) return setTrouble(t("absence.no_days"));
    setBusy(true);
    try {
      const days = { starts_on: toIsoDay(first), ends_on: toIsoDay(end) };
      await api.setAbsence(person?.id ?? null, { ...days, stand_in: standIn?.id ?? null });
      renewPeople(queries);
      showToast({ words: t("absence.saved") });
      onClose();
    } catch (error) {
      setTrouble(wordProblem(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      isOpen
      width="narrow"
      title={person === null ? t("absence.set") : t("absence.set_for", { name: person.name })}
      onClose={onClose}
      note={t("absence.shown")}
      actions={
        <>
          <Button size="large" onPress={onClose}>
            {t("cancel")}
          </Button>
          <Button look="solid" size="large" isPending={isBusy} onPress={() => void save()}>
            {t("save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <DateField label={t("absence.first")} value={first} onChange={setFirst} />
        <DateField label={t("absence.last")} value={last} onChange={setLast} first={first ?? undefined} key={first ? toNumber(first) : 0} />
        <StandIn chosen={standIn} onChoose={setStandIn} not={person?.id} />
        {trouble && (
          <div role="alert">
            <Banner look="err">{trouble}</Banner>
          </div>
        )}
      </div>
    </Dialog>
  );
}

interface StandInProps {
  readonly chosen: Choice | null;
  readonly onChoose: (choice: Choice | null) => void;
  readonly not: string | undefined;
}

function StandIn({ chosen, onChoose, not }: StandInProps) {
  const t = useWords("people");
  const { language } = usePreferences();
  const [typed, setTyped] = useState("");
  const { data: picks = [] } = usePicks(typed);
  const choices = picks.flatMap((pick) => (pick.kind === "person" && pick.id !== null && pick.id !== not ? [{ id: pick.id, words: pick.name, pick }] : []));
  return (
    <SuggestField
      label={t("absence.stand_in_optional")}
      value={typed}
      onChange={setTyped}
      placeholder={t("search_hint")}
      groups={typed.trim() === "" || chosen !== null ? [] : [{ id: "persons", name: t("people_name"), choices }]}
      chosen={chosen === null ? [] : [chosen]}
      onRemove={() => onChoose(null)}
      onChoose={(choice) => {
        onChoose(choice);
        setTyped("");
      }}
      draw={({ pick }) => (
        <span className="flex items-center gap-3">
          <Avatar name={pick.name} size={32} isAbsent={pick.away_until !== null} kind={pick.is_guest ? "guest" : "person"} />
          <span>
            <span className="block">
              {pick.name} <span className="text-second text-mute">{pick.reading}</span>
            </span>
            <span className="block text-second text-mute">{language === "en" ? pick.english_detail : pick.detail}</span>
          </span>
        </span>
      )}
    />
  );
}
