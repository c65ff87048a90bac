/** 不在: from when to when, who stands in, save. Shown then wherever the name stands. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { DateField } from "../ui/DateField";
import { Dialog } from "../ui/Dialog";
import { getDay, toIsoDay } from "../ui/dates";
import { toNumber, type Day } from "../ui/holidays";
import { showToast } from "../ui/toasts";
import * as api from "./api";
import { PickField, type Picked } from "./PickField";
import { renewPeople } from "./queries";

interface AbsenceDialogProps {
  /** Whose; null = one's own. */
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly onClose: () => void;
}

export function AbsenceDialog({ person, onClose }: AbsenceDialogProps) {
  const t = useWords("people");
  const queries = useQueryClient();
  const today = getDay(new Date());
  const [first, setFirst] = useState<Day | null>(today);
  const [last, setLast] = useState<Day | null>(null);
  const [standIn, setStandIn] = useState<Picked | null>(null);
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
        <PickField label={t("absence.stand_in_optional")} kinds={["person"]} chosen={standIn} onChoose={setStandIn} not={person === null ? [] : [person.id]} />
        {trouble && (
          <div role="alert">
            <Banner look="err">{trouble}</Banner>
          </div>
        )}
      </div>
    </Dialog>
  );
}
