/** A unit's name, reading, English name, extension and place. Its people, its drive and its rights stay. */
import { useState } from "react";
import { useWords } from "../kernel/words";
import { TextField } from "../ui/TextField";
import * as api from "./api";
import { FormDialog } from "./FormDialog";
import type { UnitCard, UnitRenaming } from "./shapes";

function read({ name, reading, english, telephone, place }: UnitCard): UnitRenaming {
  // Where no English name is kept the card repeats the Japanese one.
  return { name, reading, english: english === name ? "" : english, telephone, place };
}

export function RenameUnitDialog({ unit, onClose }: { readonly unit: UnitCard; readonly onClose: () => void }) {
  const t = useWords("people");
  const [before] = useState(() => read(unit));
  const [now, setNow] = useState(before);
  const set = (key: keyof UnitRenaming) => (value: string) => setNow({ ...now, [key]: value });
  return (
    <FormDialog
      title={t("rename.unit_title", { name: unit.name })}
      action={t("save")}
      done={t("rename.unit_done")}
      isChanged={JSON.stringify(now) !== JSON.stringify(before)}
      save={() => api.renameUnit(unit.id, now)}
      undo={() => api.renameUnit(unit.id, before)}
      onClose={onClose}
    >
      <TextField label={t("add.name")} value={now.name} onChange={set("name")} isRequired />
      <TextField label={t("add.reading")} value={now.reading} onChange={set("reading")} isRequired />
      <TextField label={t("add.english")} value={now.english} onChange={set("english")} />
      <TextField label={t("telephone")} value={now.telephone} onChange={set("telephone")} inputMode="tel" />
      <TextField label={t("rename.place")} value={now.place} onChange={set("place")} />
      <p className="text-second text-mute">{t("rename.unit_keeps")}</p>
    </FormDialog>
  );
}
