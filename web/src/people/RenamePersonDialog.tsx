/** Correcting how somebody is called and found: names, readings, former surname, number, extension, seat. */
import { useState } from "react";
import { useWords } from "../kernel/words";
import { TextField } from "../ui/TextField";
import * as api from "./api";
import { FormDialog } from "./FormDialog";
import type { PersonCard, PersonRenaming } from "./shapes";

const names = ["surname", "given", "surname_reading", "given_reading"] as const;

function read(person: PersonCard): PersonRenaming {
  const { surname, given, surname_reading, given_reading, former_surname, telephone } = person;
  return { surname, given, surname_reading, given_reading, former_surname, telephone, place: person.own_place, number: person.number ?? "" };
}

export function RenamePersonDialog({ person, onClose }: { readonly person: PersonCard; readonly onClose: () => void }) {
  const t = useWords("people");
  const [before] = useState(() => read(person));
  const [now, setNow] = useState(before);
  const set = (key: keyof PersonRenaming) => (value: string) => setNow({ ...now, [key]: value });
  return (
    <FormDialog
      title={t("rename.person_title", { name: person.name })}
      action={t("save")}
      done={t("rename.person_done")}
      isChanged={JSON.stringify(now) !== JSON.stringify(before)}
      save={() => api.renamePerson(person.id, now)}
      undo={() => api.renamePerson(person.id, before)}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-4">
        {names.map((name) => (
          <TextField key={name} label={t(`add.${name}`)} value={now[name]} onChange={set(name)} isRequired />
        ))}
        <TextField label={t("former_name")} value={now.former_surname} onChange={set("former_surname")} />
        <TextField label={t("number")} value={now.number} onChange={set("number")} isRequired />
        <TextField label={t("telephone")} value={now.telephone} onChange={set("telephone")} inputMode="tel" />
      </div>
      <TextField
        label={t("seat")}
        value={now.place}
        onChange={set("place")}
        hint={person.own_place === "" && person.place !== "" ? t("rename.seat_of_unit", { place: person.place }) : t("rename.seat_hint")}
      />
    </FormDialog>
  );
}
