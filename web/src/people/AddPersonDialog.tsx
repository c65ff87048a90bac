/** A new colleague in a unit, from today. How they sign in is given on their card: a link for one use. */
import { useState } from "react";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { DateField } from "../ui/DateField";
import { getDay, toIsoDay } from "../ui/dates";
import type { Day } from "../ui/holidays";
import { Select } from "../ui/Select";
import { TextField } from "../ui/TextField";
import * as api from "./api";
import { FormDialog } from "./FormDialog";
import { usePlace } from "./place";
import { useRanks } from "./queries";
import type { UnitCard } from "./shapes";

const parts = ["surname", "given", "surname_reading", "given_reading"] as const;
const empty = { number: "", surname: "", given: "", surname_reading: "", given_reading: "" };

export function AddPersonDialog({ unit, onClose }: { readonly unit: UnitCard; readonly onClose: () => void }) {
  const t = useWords("people");
  const { language } = usePreferences();
  const { go } = usePlace();
  const { data: ranks = [] } = useRanks();
  const [person, setPerson] = useState(empty);
  const [rank, setRank] = useState("clerk");
  const [first, setFirst] = useState<Day | null>(getDay(new Date()));
  const [made, setMade] = useState<string | null>(null);
  const save = async () => {
    // The post may fail after the person was made: trying again must not make the person twice.
    const id = made ?? (await api.addPerson(person));
    setMade(id);
    await api.addPost(id, { unit: unit.id, rank, starts_on: toIsoDay(first ?? getDay(new Date())) });
    go({ unit: unit.id, person: id, query: "", isAway: false });
  };
  return (
    <FormDialog title={t("add.person_in", { name: unit.name })} action={t("add.register")} done={t("add.person_made")} save={save} onClose={onClose}>
      <div className="grid grid-cols-2 gap-4">
        {parts.map((part) => (
          <TextField key={part} label={t(`add.${part}`)} value={person[part]} onChange={(value) => setPerson({ ...person, [part]: value })} isRequired />
        ))}
      </div>
      <TextField label={t("number")} value={person.number} onChange={(number) => setPerson({ ...person, number })} isRequired />
      <Select label={t("add.rank")} value={rank} choices={ranks.map((each) => ({ id: each.key, label: language === "en" ? each.english : each.name }))} onChange={setRank} />
      <DateField label={t("add.first_day")} value={first} onChange={setFirst} />
    </FormDialog>
  );
}
