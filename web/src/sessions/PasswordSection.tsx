/** 設定 → パスワード: changing it, or setting the first; every other browser is signed out then. */
import { useState, type FormEvent } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { wordProblem } from "../kernel/problem";
import { useWords } from "../kernel/words";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { FormEnd } from "../ui/FormEnd";
import { TextField } from "../ui/TextField";
import { Time } from "../ui/Time";
import { showToast } from "../ui/toasts";
import { changePassword, renewCredentials, useCredentials } from "./credentials";

export function PasswordSection() {
  const t = useWords("sessions");
  const { data } = useCredentials();
  const [isOpen, setOpen] = useState(false);
  if (data === undefined) return null;
  const changed = data.password_changed_at;
  return (
    <section aria-labelledby="password-title" className="edge-line-t pt-6">
      <h2 id="password-title" className="text-section">
        {t("password")}
      </h2>
      <p className="mb-4 text-second text-mute">
        {changed === null ? (
          t("change.none")
        ) : (
          <>
            {t("change.changed")} <Time at={changed} />
          </>
        )}
      </p>
      <Button onPress={() => setOpen(true)}>{t(changed === null ? "change.set" : "change.change")}</Button>
      {isOpen && <ChangeDialog hasPassword={changed !== null} onClose={() => setOpen(false)} />}
    </section>
  );
}

function ChangeDialog({ hasPassword, onClose }: { readonly hasPassword: boolean; readonly onClose: () => void }) {
  const t = useWords("sessions");
  const queries = useQueryClient();
  const [present, setPresent] = useState("");
  const [wanted, setWanted] = useState("");
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await changePassword(wanted, present);
      renewCredentials(queries);
      showToast({ words: t("change.done") });
      onClose();
    } catch (error) {
      setTrouble(wordProblem(error));
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <Dialog isOpen width="narrow" title={t(hasPassword ? "change.change" : "change.set")} onClose={onClose}>
      <form onSubmit={onSubmit} className="flex flex-col gap-5">
        {hasPassword && (
          <TextField label={t("change.present")} type="password" value={present} onChange={setPresent} autoComplete="current-password" autoFocus />
        )}
        <TextField label={t("change.wanted")} hint={t("change.rule")} type="password" value={wanted} onChange={setWanted} autoComplete="new-password" autoFocus={!hasPassword} />
        <p className="text-second text-mute">{t("change.others")}</p>
        <FormEnd action={t("change.save")} trouble={trouble} isBusy={isBusy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
