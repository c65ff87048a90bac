/** A further post for somebody: a unit, a rank, perhaps a title, from a day and perhaps to a day. */
import { useState } from "react";
import { usePreferences } from "../kernel/preferences";
import { useWords } from "../kernel/words";
import { Checkbox } from "../ui/Checkbox";
import { DateField } from "../ui/DateField";
import { getDay, toIsoDay } from "../ui/dates";
import { toNumber, type Day } from "../ui/holidays";
import { Select } from "../ui/Select";
import { TextField } from "../ui/TextField";
import * as api from "./api";
import { FormDialog } from "./FormDialog";
import { PickField, type Picked } from "./PickField";
import { useRanks } from "./queries";
import type { PersonCard } from "./shapes";

export function AddPostDialog({ person, onClose }: { readonly person: PersonCard; readonly onClose: () => void }) {
  const t = useWords("people");
  const { language } = usePreferences();
  const { data: ranks = [] } = useRanks();
  const [unit, setUnit] = useState<Picked | null>(null);
  const [rank, setRank] = useState("clerk");
  const [title, setTitle] = useState("");
  const [first, setFirst] = useState<Day | null>(getDay(new Date()));
  const [last, setLast] = useState<Day | null>(null);
  // Whoever has a main post already is given a second one; the main post is ended apart.
  const [isConcurrent, setConcurrent] = useState(person.posts.some((post) => post.is_current && !post.is_concurrent));
  const save = async () => {
    if (unit === null || first === null) throw new Error("not complete");
    await api.addPost(person.id, {
      unit: unit.id,
      rank,
      title,
      starts_on: toIsoDay(first),
      ends_on: last === null ? null : toIsoDay(last),
      is_concurrent: isConcurrent,
    });
  };
  const missing = unit === null ? t("post.no_unit") : first === null ? t("absence.no_days") : undefined;
  return (
    <FormDialog
      title={t("post.add_title", { name: person.name })}
      action={t("add.register")}
      done={t("post.added", { name: person.name })}
      missing={missing}
      save={save}
      onClose={onClose}
    >
      <PickField label={t("post.unit")} kinds={["unit"]} chosen={unit} onChoose={setUnit} autoFocus />
      <div className="grid grid-cols-2 gap-4 max-desk:grid-cols-1">
        <Select label={t("add.rank")} value={rank} choices={ranks.map((each) => ({ id: each.key, label: language === "en" ? each.english : each.name }))} onChange={setRank} />
        <TextField label={t("post.title")} value={title} onChange={setTitle} placeholder={t("post.title_example")} />
      </div>
      <DateField label={t("add.first_day")} value={first} onChange={setFirst} />
      <DateField label={t("post.last_day_optional")} value={last} onChange={setLast} first={first ?? undefined} key={first ? toNumber(first) : 0} />
      <Checkbox isChosen={isConcurrent} onChange={setConcurrent}>
        {t("post.is_concurrent")}
      </Checkbox>
    </FormDialog>
  );
}
