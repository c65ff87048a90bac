/** A new unit below another, or the first of all: the agency itself. */
import { useState } from "react";
import { useWords } from "../kernel/words";
import { Select } from "../ui/Select";
import { TextField } from "../ui/TextField";
import * as api from "./api";
import { FormDialog } from "./FormDialog";
import type { UnitLine } from "./shapes";

const kinds = ["bureau", "ward", "department", "section", "team"] as const;

interface AddUnitDialogProps {
  readonly parent: { readonly id: string; readonly kind: UnitLine["kind"] } | null;
  readonly onClose: () => void;
}

/** Below a section one most likely wants a team, below a bureau a section. */
function guessKind(parent: UnitLine["kind"]): (typeof kinds)[number] {
  if (parent === "agency") return "bureau";
  return parent === "section" || parent === "team" ? "team" : "section";
}

export function AddUnitDialog({ parent, onClose }: AddUnitDialogProps) {
  const t = useWords("people");
  const [kind, setKind] = useState(guessKind(parent?.kind ?? "agency"));
  const [name, setName] = useState("");
  const [reading, setReading] = useState("");
  const [english, setEnglish] = useState("");
  const save = async () => {
    await api.addUnit({ kind: parent === null ? "agency" : kind, name, reading, english, parent: parent?.id ?? null });
  };
  return (
    <FormDialog title={t(parent === null ? "add.agency" : "add.unit")} action={t("add.make")} done={t("add.unit_made")} save={save} onClose={onClose}>
      {parent !== null && (
        <Select label={t("add.kind")} value={kind} choices={kinds.map((id) => ({ id, label: t(`kinds.${id}`) }))} onChange={setKind} />
      )}
      <TextField label={t("add.name")} value={name} onChange={setName} isRequired />
      <TextField label={t("add.reading")} value={reading} onChange={setReading} isRequired />
      <TextField label={t("add.english")} value={english} onChange={setEnglish} />
    </FormDialog>
  );
}
