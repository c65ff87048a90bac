/** How much a shared drive may hold, in GB; left empty it has no limit. */
import { useState, type FormEvent } from "react";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { wordProblem } from "../../kernel/problem";
import { getWord, useWords } from "../../kernel/words";
import { Banner } from "../../ui/Banner";
import { wordSize } from "../../ui/dates";
import { Dialog } from "../../ui/Dialog";
import { FormEnd } from "../../ui/FormEnd";
import { TextField } from "../../ui/TextField";
import { showToast, showTrouble } from "../../ui/toasts";
import { setQuota, type Quota } from "./api";
import { readGigabytes, writeGigabytes } from "./gigabytes";

export function QuotaDialog({ quota, onClose }: { readonly quota: Quota; readonly onClose: () => void }) {
  const t = useWords("usage");
  const queries = useQueryClient();
  const before = quota.limit_bytes === null ? "" : writeGigabytes(quota.limit_bytes);
  const [text, setText] = useState(before);
  const [trouble, setTrouble] = useState<string>();
  const [isSaving, setSaving] = useState(false);
  const limit = readGigabytes(text);
  const isBelow = typeof limit === "number" && limit < quota.used_bytes;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (text === before) return onClose();
    if (limit === undefined) return setTrouble(undefined);
    setSaving(true);
    try {
      await put(queries, quota.drive, limit);
      const words = limit === null ? getWord("usage", "quotas.done_none", { name: quota.name }) : getWord("usage", "quotas.done", { name: quota.name, limit: wordSize(limit) });
      showToast({ words, undo: { act: () => void put(queries, quota.drive, quota.limit_bytes).catch(showTrouble) } });
      onClose();
    } catch (error) {
      setTrouble(wordProblem(error));
      setSaving(false);
    }
  };
  return (
    <Dialog isOpen width="narrow" title={t("quotas.dialog", { name: quota.name })} holdsText={text !== before} onClose={onClose}>
      <form onSubmit={(event) => void save(event)} className="flex flex-col gap-5">
        <TextField
          label={t("quotas.amount")}
          hint={t("quotas.amount_hint", { used: wordSize(quota.used_bytes) })}
          value={text}
          onChange={setText}
          inputMode="text"
          error={limit === undefined ? t("quotas.wrong") : undefined}
          autoFocus
        />
        {isBelow && <Banner look="warn">{t("quotas.below")}</Banner>}
        <FormEnd action={t("quotas.save")} trouble={trouble} isBusy={isSaving} onClose={onClose} />
      </form>
    </Dialog>
  );
}

async function put(queries: QueryClient, drive: string, limitBytes: number | null): Promise<void> {
  await setQuota(drive, limitBytes);
  await queries.invalidateQueries({ queryKey: ["drive", "quotas"] });
}
