/** A new group, or another name for one. */
import { useState } from "react";
import { useWords } from "../kernel/words";
import { TextField } from "../ui/TextField";
import * as api from "./api";
import { FormDialog } from "./FormDialog";
import { usePlace } from "./place";
import type { GroupCard } from "./shapes";

export function GroupNameDialog({ group, onClose }: { readonly group: GroupCard | null; readonly onClose: () => void }) {
  const t = useWords("people");
  const { go } = usePlace();
  const [before] = useState({ name: group?.name ?? "", reading: group?.reading ?? "" });
  const [now, setNow] = useState(before);
  const save = async () => {
    if (group !== null) return api.renameGroup(group.id, now);
    go({ group: await api.addGroup(now), unit: null, person: null, query: "", isAway: false });
  };
  return (
    <FormDialog
      title={group === null ? t("groups.add") : t("groups.rename_title", { name: group.name })}
      action={t(group === null ? "add.make" : "save")}
      done={t(group === null ? "groups.made" : "groups.renamed")}
      isChanged={group === null ? undefined : now.name !== before.name || now.reading !== before.reading}
      save={save}
      undo={group === null ? undefined : () => api.renameGroup(group.id, before)}
      onClose={onClose}
    >
      <TextField label={t("add.name")} value={now.name} onChange={(name) => setNow({ ...now, name })} isRequired autoFocus />
      <TextField label={t("add.reading")} value={now.reading} onChange={(reading) => setNow({ ...now, reading })} isRequired />
    </FormDialog>
  );
}
