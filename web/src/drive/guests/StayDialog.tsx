/** Another last day for a guest, also for one whose account has ended. */
import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useWords } from "../../kernel/words";
import { FormDialog } from "../../people/FormDialog";
import { getDay, toIsoDay } from "../../ui/dates";
import { DateField } from "../../ui/DateField";
import type { Day } from "../../ui/holidays";
import { renewGuests, setLastDay } from "./api";
import type { GuestLine } from "./shapes";
import { isLater, readIsoDay } from "./stay";

interface StayDialogProps {
  readonly guest: GuestLine;
  readonly mostDays: number;
  readonly onClose: () => void;
}

export function StayDialog({ guest, mostDays, onClose }: StayDialogProps) {
  const t = useWords("guests");
  const queries = useQueryClient();
  const today = getDay(new Date());
  const before = readIsoDay(guest.ends_on);
  const [day, setDay] = useState<Day | null>(isLater(today, before) ? null : before);
  const set = async (wanted: string) => {
    await setLastDay(guest, wanted);
    renewGuests(queries);
  };
  return (
    <FormDialog
      title={t("stay.title", { name: guest.name })}
      action={t("stay.save")}
      done={t("stay.done")}
      missing={day === null ? t("stay.missing") : undefined}
      save={async () => (day === null ? undefined : set(toIsoDay(day)))}
      undo={guest.is_ended ? undefined : () => set(guest.ends_on)}
      onClose={onClose}
    >
      <DateField label={t("stay.label")} value={day} onChange={setDay} first={today} />
      <p className="text-second text-mute">{t("stay.most", { count: mostDays })}</p>
    </FormDialog>
  );
}
