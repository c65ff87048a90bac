/** When a person is away, today or later, and who stands in. One's own can be taken back, and the taking back undone. */
import { X } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Avatar } from "../ui/Avatar";
import { Button } from "../ui/Button";
import { useNow, wordTime } from "../ui/Time";
import { showToast, showTrouble } from "../ui/toasts";
import * as api from "./api";
import { PlaceLink } from "./PlaceLink";
import { renewPeople } from "./queries";
import type { Away, PersonCard } from "./shapes";

export function Absences({ person }: { readonly person: PersonCard }) {
  const t = useWords("people");
  if (person.absences.length === 0) return null;
  return (
    <ul aria-label={t("absence.name")} className="mt-4 flex flex-col gap-3">
      {person.absences.map((each) => (
        <Absence key={each.id} person={person} absence={each} />
      ))}
    </ul>
  );
}

function Absence({ person, absence }: { readonly person: PersonCard; readonly absence: Away }) {
  const t = useWords("people");
  const style = usePreferences();
  const now = useNow();
  const queries = useQueryClient();
  const standIn = person.stand_ins.find(({ id }) => id === absence.stand_in);
  const word = (day: string) => wordTime(day, "day", now, style);
  const days = absence.starts_on === absence.ends_on ? word(absence.starts_on) : t("absence.days", { first: word(absence.starts_on), last: word(absence.ends_on) });
  const whose = person.is_me ? null : person.id;
  const remove = async () => {
    const { starts_on, ends_on, stand_in } = absence;
    try {
      await api.removeAbsence(whose, absence.id);
      const putBack = async () => {
        try {
          await api.setAbsence(whose, { starts_on, ends_on, stand_in });
        } catch (error) {
          showTrouble(error);
        }
        renewPeople(queries);
      };
      showToast({ words: t("absence.removed"), undo: { act: () => void putBack() } });
    } catch (error) {
      showTrouble(error);
    }
    renewPeople(queries);
  };
  return (
    <li className="edge-line rounded-card bg-sub px-4 py-3">
      <div className="flex items-start gap-3">
        <p className="min-w-0 flex-1 font-bold">{t("absence.when", { days })}</p>
        {(person.is_me || person.abilities.includes("people.manage")) && (
          <Button size="row" icon={X} onPress={() => void remove()}>
            {t("absence.remove")}
          </Button>
        )}
      </div>
      {standIn && (
        <PlaceLink change={{ person: standIn.id }} className="group mt-2 flex items-center gap-3 rounded-field">
          <Avatar name={standIn.name} size={32} />
          <span>
            <span className="block text-second text-mute">{t("absence.stand_in")}</span>
            <span className="link-text">{standIn.name}</span>
          </span>
        </PlaceLink>
      )}
    </li>
  );
}
